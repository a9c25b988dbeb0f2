package io.weir.runtime.operator;

import io.weir.api.connector.SourceEvent;
import io.weir.api.graph.JobGraphs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
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

    /**
     * What {@link #encode} wrote.
     *
     * @throws IllegalArgumentException [API-129] if the bytes are no source event, or a class is missing
     */
    public static SourceEvent decode(byte[] bytes, ClassLoader loader) {
        return JobGraphs.fromBytes(bytes, "A source event", SourceEvent.class, loader);
    }
}
