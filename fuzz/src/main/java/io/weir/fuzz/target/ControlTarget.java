package io.weir.fuzz.target;

import io.weir.actors.wire.ControlSerializer;
import io.weir.actors.wire.WireNames;
import io.weir.fuzz.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.serialization.SerializationExtension;

/** Control messages and journal events: the name of the type, a line feed, the message. Its golden inputs are the files of its folder. */
public final class ControlTarget implements FuzzTarget<Object> {
    private static final int EMPTY_OBJECT = 0xA0; // in CBOR

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
        return serializer.fromBinary(Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length), name);
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
