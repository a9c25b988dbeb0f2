package io.weir.runtime.operator.source;

import io.weir.api.connector.SourceEvent;
import io.weir.api.graph.JobGraphs;
import io.weir.runtime.time.WatermarkAlignment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Events between a source's readers and its enumerator: both ends are user code of one job, loaded by the job's class loader. */
public final class SourceEvents {
    /** Only the number itself differs between two reports. */
    private static final byte[] REPORT_BEGINS = reportBegins();

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

    /**
     * The report that {@link #encode} wrote, read without any class of the user's; null if the bytes are another event.
     *
     * @throws IllegalArgumentException [API-129] if they only begin like a report
     */
    public static WatermarkAlignment.@Nullable Report alignmentReport(byte[] bytes) {
        boolean begins = bytes.length >= REPORT_BEGINS.length
                && Arrays.equals(bytes, 0, REPORT_BEGINS.length, REPORT_BEGINS, 0, REPORT_BEGINS.length);
        return begins ? (WatermarkAlignment.Report) decode(bytes, SourceEvents.class.getClassLoader()) : null;
    }

    /** Up to the end of the class's name and version. */
    private static byte[] reportBegins() {
        byte[] zero = encode(new WatermarkAlignment.Report(0));
        return Arrays.copyOf(zero, zero.length - Long.BYTES);
    }
}
