package io.weir.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What a stranger makes of a control message that he has overheard: one field is absent, null, empty, huge, negative or of another kind. Half
 * of his letters belong to the conversation that he overheard, half to another one.
 */
final class SpoiledMessage {
    private static final ObjectMapper CBOR = new CBORMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CONVERSATION = "conversation";
    private static final String HUGE_TEXT = "x".repeat(3_000);

    private SpoiledMessage() {}

    /** The same message with another value in one of its fields, drawn from all of them. */
    static byte[] of(byte[] message, SplittableRandom random) {
        try {
            JsonNode root = CBOR.readTree(message);
            List<Consumer<JsonNode>> places = new ArrayList<>();
            List<Runnable> removals = new ArrayList<>();
            visit(root, places, removals);
            int drawn = random.nextInt(places.size() + removals.size());
            if (drawn < removals.size()) {
                removals.get(drawn).run();
            } else {
                places.get(drawn - removals.size()).accept(value(random));
            }
            if (random.nextBoolean()
                    && root instanceof ObjectNode object
                    && object.path(CONVERSATION).isIntegralNumber()) {
                object.put(CONVERSATION, object.get(CONVERSATION).longValue() ^ random.nextLong(1, Integer.MAX_VALUE));
            }
            return CBOR.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A worker cannot tell a whole order to begin from a leader's: the conversation begins with it. Nobody but TLS keeps such a liar out. */
    static boolean beginsAConversation(Object message) {
        return (message instanceof WorkerCommand.Letter toWorker
                        && (toWorker.content() instanceof WorkerCommand.DeployAttempt
                                || toWorker.content() instanceof WorkerCommand.AdoptAttempt
                                || toWorker.content() instanceof WorkerCommand.PayloadPart))
                || (message instanceof CoordinatorCommand.Letter toCoordinator && toCoordinator.number() == 1);
    }

    private static void visit(JsonNode node, List<Consumer<JsonNode>> places, List<Runnable> removals) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String name = field.getKey();
                places.add(value -> object.set(name, value));
                removals.add(() -> object.remove(name));
                visit(field.getValue(), places, removals);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                removals.add(() -> array.remove(index));
                visit(array.get(i), places, removals);
            }
        }
    }

    private static JsonNode value(SplittableRandom random) {
        List<JsonNode> values = List.of(
                NODES.nullNode(),
                NODES.textNode(""),
                NODES.textNode(HUGE_TEXT),
                NODES.arrayNode(),
                NODES.arrayNode().addNull(),
                NODES.objectNode(),
                NODES.numberNode(0),
                NODES.numberNode(1),
                NODES.numberNode(-1),
                NODES.numberNode(Integer.MAX_VALUE),
                NODES.numberNode(Long.MAX_VALUE),
                NODES.numberNode(Long.MIN_VALUE),
                NODES.numberNode(1.5),
                NODES.binaryNode(new byte[0]));
        return values.get(random.nextInt(values.size()));
    }
}
