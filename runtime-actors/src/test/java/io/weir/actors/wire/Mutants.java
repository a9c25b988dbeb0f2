package io.weir.actors.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An encoded message with one field of it absent, null, empty, huge, negative or of another kind: each field, each way. */
public final class Mutants {
    /** A message that was changed; {@code path}: of the field, for example {@code failure.message}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Mutant(String path, Change change, byte[] bytes) {
        @Override
        public String toString() {
            return path + " " + change;
        }
    }

    /** What was done to a field. */
    public enum Change {
        ABSENT,
        NULL,
        EMPTY,
        HUGE_NUMBER,
        NEGATIVE,
        HUGE_TEXT,
        LIST_OF_NULL,
        FRACTION
    }

    private static final ObjectMapper CBOR = new CBORMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String HUGE_TEXT = "x".repeat(100_000);

    private final JsonNode root;
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutants(JsonNode root) {
        this.root = root;
    }

    /** All there are of a message. */
    public static List<Mutant> of(byte[] message) {
        try {
            Mutants all = new Mutants(CBOR.readTree(message));
            all.visit(all.root, "");
            return all.mutants;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void visit(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode original = object.get(name);
                String here = path.isEmpty() ? name : path + "." + name;
                object.remove(name);
                add(here, Change.ABSENT);
                replaced(here, value -> object.set(name, value));
                object.set(name, original);
                visit(original, here);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                JsonNode original = array.get(i);
                String here = path + "[" + i + "]";
                replaced(here, value -> array.set(index, value));
                array.set(i, original);
                visit(original, here);
            }
        }
    }

    private void replaced(String path, Consumer<JsonNode> set) {
        change(path, Change.NULL, NODES.nullNode(), set);
        change(path, Change.EMPTY, NODES.textNode(""), set);
        change(path, Change.EMPTY, NODES.arrayNode(), set);
        change(path, Change.EMPTY, NODES.objectNode(), set);
        change(path, Change.EMPTY, NODES.binaryNode(new byte[0]), set);
        change(path, Change.EMPTY, NODES.numberNode(0), set);
        change(path, Change.HUGE_NUMBER, NODES.numberNode(Long.MAX_VALUE), set);
        change(path, Change.HUGE_NUMBER, NODES.numberNode(Integer.MAX_VALUE), set);
        change(path, Change.NEGATIVE, NODES.numberNode(-1), set);
        change(path, Change.NEGATIVE, NODES.numberNode(Long.MIN_VALUE), set);
        change(path, Change.HUGE_TEXT, NODES.textNode(HUGE_TEXT), set);
        change(path, Change.LIST_OF_NULL, NODES.arrayNode().addNull(), set);
        change(path, Change.FRACTION, NODES.numberNode(1.5), set);
    }

    private void change(String path, Change change, JsonNode value, Consumer<JsonNode> set) {
        set.accept(value);
        add(path, change);
    }

    private void add(String path, Change change) {
        try {
            mutants.add(new Mutant(path, change, CBOR.writeValueAsBytes(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
