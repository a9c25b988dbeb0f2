package io.weir.connector.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;

/** What the serializers of this package share: one version so far, and no byte too many or too few. */
final class VersionedBytes {
    static final int VERSION = 1;

    interface Writing {
        void to(DataOutput out) throws IOException;
    }

    interface Reading<T> {
        T from(DataInput in) throws IOException;
    }

    private VersionedBytes() {}

    static byte[] write(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** @throws IOException [CKP-401] or [CKP-403] if the bytes are not of this version */
    static <T> T read(String what, int version, byte[] bytes, Reading<T> reading) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "[CKP-403] " + what + " was written in format " + version + ", this release reads format " + VERSION
                            + ". It comes from a newer release of Weir. Use that release or a later one.");
        }
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        T value;
        try {
            value = reading.from(new DataInputStream(in));
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(what, bytes, e);
        }
        if (in.available() > 0) {
            throw damaged(what, bytes, new IOException(in.available() + " bytes too many"));
        }
        return value;
    }

    private static IOException damaged(String what, byte[] bytes, Exception cause) {
        return new IOException(
                "[CKP-401] " + what + " cannot be read from its " + bytes.length + " bytes (" + cause
                        + "). The checkpoint is damaged. Go on from one that is whole: './weir restart JOB --newest-intact'.",
                cause);
    }
}
