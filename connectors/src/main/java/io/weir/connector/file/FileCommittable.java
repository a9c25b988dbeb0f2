package io.weir.connector.file;

import io.weir.api.connector.SimpleVersionedSerializer;
import java.io.DataInput;
import java.io.IOException;

/**
 * A part file that is complete and synced and waits for its checkpoint.
 *
 * @param pending its hidden name, an absolute path
 * @param target the name it gets, in the same directory
 * @param length in bytes
 */
public record FileCommittable(String pending, String target, long length) {
    /** Version 1: pending, target, length. */
    static final class Serializer implements SimpleVersionedSerializer<FileCommittable> {
        @Override
        public int getVersion() {
            return VersionedBytes.VERSION;
        }

        @Override
        public byte[] serialize(FileCommittable part) throws IOException {
            return VersionedBytes.write(out -> {
                out.writeUTF(part.pending);
                out.writeUTF(part.target);
                out.writeLong(part.length);
            });
        }

        @Override
        public FileCommittable deserialize(int version, byte[] serialized) throws IOException {
            return VersionedBytes.read("a committable of a file sink", version, serialized, Serializer::read);
        }

        private static FileCommittable read(DataInput in) throws IOException {
            return new FileCommittable(in.readUTF(), in.readUTF(), in.readLong());
        }
    }
}
