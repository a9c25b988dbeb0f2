package io.weir.runtime.operator;

import io.weir.api.connector.SourceEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;

/** Events between a source's readers and its enumerator: both ends are user code of one job, loaded by the job's class loader. */
public final class SourceEvents {
    private SourceEvents() {}

    public static byte[] encode(SourceEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(event);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[API-103] The source event " + event.getClass().getName() + " cannot be sent: " + e.getMessage()
                            + " is not java.io.Serializable. Make it Serializable.",
                    e);
        }
        return bytes.toByteArray();
    }

    public static SourceEvent decode(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
                try {
                    return Class.forName(description.getName(), false, loader);
                } catch (ClassNotFoundException e) {
                    return super.resolveClass(description); // primitives
                }
            }
        }) {
            return (SourceEvent) in.readObject();
        }
    }
}
