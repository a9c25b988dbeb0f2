package io.weir.fuzz.target;

import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.ControlMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.ManagerState;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.wire.ControlSerializer;
import io.weir.actors.wire.Parcels;
import io.weir.actors.wire.WireNames;
import io.weir.fuzz.FuzzTarget;
import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.PartAssembly;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.jspecify.annotations.Nullable;
import scala.util.Try;

/** Control messages and journal events: the name of the type, a line feed, the message. Its golden inputs are the files of its folder. */
public final class ControlTarget implements FuzzTarget<Object> {
    private static final int EMPTY_OBJECT = 0xA0; // in CBOR
    private static final int MOST_ASSEMBLED = 1 << 20;
    private static final Parcels PARCELS = Parcels.of(Adapter.toTyped(Actors.system()));

    private final ControlSerializer serializer = new ControlSerializer(Actors.system());

    @Override
    public String name() {
        return "control";
    }

    @Override
    public String what() {
        return "control messages, and events of the job's and the manager's journals (`ControlSerializer`)";
    }

    @Override
    public List<byte[]> seeds() {
        return WireNames.all().keySet().stream()
                .sorted()
                .map(ControlTarget::withoutFields)
                .toList();
    }

    private static byte[] withoutFields(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
        out.write(EMPTY_OBJECT);
        return out.toByteArray();
    }

    @Override
    public Object decode(byte[] input) throws NotSerializableException {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String name = new String(input, 0, end, StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
        Try<Object> decoded = SerializationExtension.get(
                        Actors.system()) // not the serializer alone: it reads addresses
                .deserialize(bytes, serializer.identifier(), name);
        if (decoded.isFailure() && decoded.failed().get() instanceof NotSerializableException refused) {
            throw refused;
        }
        Object message = decoded.get();
        handle(message);
        return message;
    }

    /** What the receivers do with it that needs no actor: whatever is decoded must not make them throw. */
    private static void handle(Object message) {
        if (message instanceof WorkerCommand.Letter letter) {
            hear(letter.number(), letter.heard(), letter.content());
        } else if (message instanceof CoordinatorCommand.Letter letter) {
            hear(letter.number(), letter.heard(), letter.content());
        } else if (message instanceof JobManagerCommand.RegisterWorker register) {
            register.running().forEach(attempt -> JobManagerCommand.SubtaskRun.of(attempt.subtaskIds()));
        } else if (message instanceof JobManagerCommand.RegistrationPart it) {
            assemble(it.part());
        } else if (message instanceof CoordinatorCommand.StatsPart it) {
            assemble(it.part());
        } else if (message instanceof ClientReply.ReplyPart it) {
            assemble(it.part());
        } else if (message instanceof ManagerEvent event) {
            ManagerState.EMPTY.with(event).alive();
        }
    }

    private static void hear(long number, long heard, @Nullable Object content) {
        Conversation<Object, Object> conversation = new Conversation<>(1);
        conversation.say("said", 0);
        Object next = conversation.hear(new Conversation.Letter<>(number, heard, content), 1);
        conversation.onTime(2);
        if (next instanceof WorkerCommand.PayloadPart it) {
            assemble(it.part());
        } else if (next instanceof CoordinatorCommand.PayloadPart it) {
            assemble(it.part());
        }
    }

    private static void assemble(Part part) {
        PARCELS.add(new PartAssembly(MOST_ASSEMBLED), part, ControlMessage.class, problem -> {});
    }

    @Override
    public byte[] encode(Object message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((serializer.manifest(message) + "\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(
                SerializationExtension.get(Actors.system()).serialize(message).get());
        return out.toByteArray();
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof NotSerializableException;
    }

    @Override
    public boolean same(Object one, Object other) {
        return Arrays.equals(encode(one), encode(other));
    }
}
