package io.weir.checkpoint;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import java.util.zip.CRC32C;

/**
 * The envelope of everything that is written down about checkpoints: four bytes that say what it is, the format version, the
 * content, and the CRC-32C of all that.
 */
final class SealedBytes {
    private static final int HEADER = 2 * Integer.BYTES;
    private static final int TRAILER = Integer.BYTES;

    private SealedBytes() {}

    /** Reads the content. */
    interface Reader<T> {
        T read(BinaryInput in, int version);
    }

    static BinaryOutput begin(int magic, int version) {
        BinaryOutput out = new BinaryOutput(512);
        out.writeInt(magic);
        out.writeInt(version);
        return out;
    }

    static byte[] seal(BinaryOutput out) {
        out.writeInt((int) crc32c(out.array(), out.position()));
        return out.toByteArray();
    }

    /**
     * Verifies the envelope, then reads the content.
     *
     * @param what for messages: {@code the manifest job/chk-3/manifest-e1}
     * @throws CheckpointException CKP-401, CKP-402 or CKP-403
     */
    static <T> T open(byte[] bytes, int magic, int newestVersion, String what, Reader<T> reader)
            throws CheckpointException {
        if (bytes.length < HEADER + TRAILER) {
            throw CheckpointErrors.truncated(what, HEADER + TRAILER, bytes.length);
        }
        BinaryInput in = new BinaryInput(bytes);
        int actualMagic = in.readInt();
        if (actualMagic != magic) {
            throw CheckpointErrors.corrupt(
                    what,
                    "it begins with 0x" + Integer.toHexString(actualMagic) + " instead of 0x"
                            + Integer.toHexString(magic));
        }
        int version = in.readInt();
        int content = bytes.length - TRAILER;
        int stored = new BinaryInput(bytes, content, TRAILER).readInt();
        int actual = (int) crc32c(bytes, content);
        if (stored != actual) {
            throw CheckpointErrors.corrupt(
                    what,
                    "its checksum is " + Integer.toHexString(actual) + " where " + Integer.toHexString(stored)
                            + " was written");
        }
        if (version < 1 || version > newestVersion) {
            throw CheckpointErrors.newerFormat(what, version, newestVersion);
        }
        try {
            BinaryInput body = new BinaryInput(bytes, HEADER, content - HEADER);
            T value = reader.read(body, version);
            if (body.remaining() != 0) {
                throw CheckpointErrors.corrupt(what, body.remaining() + " bytes follow after its end");
            }
            return value;
        } catch (CorruptDataException | IllegalArgumentException damaged) {
            throw CheckpointErrors.corrupt(what, String.valueOf(damaged.getMessage()));
        }
    }

    static long crc32c(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
