package io.weir.connector.file;

import io.weir.api.connector.SimpleVersionedSerializer;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the enumerator saves.
 *
 * @param discovered false if the files have not been listed yet; then nothing is remaining
 * @param remaining ranges not yet given to a reader, in the order in which they will be
 */
public record FileSplits(boolean discovered, List<FileSourceSplit> remaining) {
    static final SimpleVersionedSerializer<FileSplits> SERIALIZER = new Serializer();

    public FileSplits {
        remaining = List.copyOf(remaining);
    }

    /** Version 1: discovered, how many, each split. */
    private static final class Serializer implements SimpleVersionedSerializer<FileSplits> {
        @Override
        public int getVersion() {
            return VersionedBytes.VERSION;
        }

        @Override
        public byte[] serialize(FileSplits splits) throws IOException {
            return VersionedBytes.write(out -> {
                out.writeBoolean(splits.discovered);
                out.writeInt(splits.remaining.size());
                for (FileSourceSplit split : splits.remaining) {
                    FileSourceSplitSerializer.write(split, out);
                }
            });
        }

        @Override
        public FileSplits deserialize(int version, byte[] serialized) throws IOException {
            return VersionedBytes.read("the state of a file source", version, serialized, Serializer::read);
        }

        private static FileSplits read(DataInput in) throws IOException {
            boolean discovered = in.readBoolean();
            int size = in.readInt();
            List<FileSourceSplit> remaining =
                    new ArrayList<>(); // grows with what is there, not with what a damaged size says
            for (int i = 0; i < size; i++) {
                remaining.add(FileSourceSplitSerializer.read(in));
            }
            return new FileSplits(discovered, remaining);
        }
    }
}
