package io.weir.benchmarks.e2e;

import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.SourceSplit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The share of one source instance.
 *
 * @param emitted records emitted so far
 * @param startNanos when its schedule began, by the clock all processes of a host share; 0: not yet
 */
record GeneratorSplit(int instance, long emitted, long startNanos) implements SourceSplit {
    @Override
    public String splitId() {
        return Integer.toString(instance);
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeInt(instance);
        out.writeLong(emitted);
        out.writeLong(startNanos);
    }

    private static GeneratorSplit read(DataInputStream in) throws IOException {
        return new GeneratorSplit(in.readInt(), in.readLong(), in.readLong());
    }

    /** One split. */
    static final class Serializer implements SimpleVersionedSerializer<GeneratorSplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(GeneratorSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            split.write(new DataOutputStream(bytes));
            return bytes.toByteArray();
        }

        @Override
        public GeneratorSplit deserialize(int version, byte[] bytes) throws IOException {
            return read(new DataInputStream(new ByteArrayInputStream(bytes)));
        }
    }

    /** Splits not yet given out. */
    static final class ListSerializer implements SimpleVersionedSerializer<List<GeneratorSplit>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(List<GeneratorSplit> splits) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(splits.size());
            for (GeneratorSplit split : splits) {
                split.write(out);
            }
            return bytes.toByteArray();
        }

        @Override
        public List<GeneratorSplit> deserialize(int version, byte[] bytes) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            List<GeneratorSplit> splits = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                splits.add(read(in));
            }
            return splits;
        }
    }
}
