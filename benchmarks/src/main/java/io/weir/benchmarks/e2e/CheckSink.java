package io.weir.benchmarks.e2e;

import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.WriterInitContext;
import io.weir.benchmarks.kit.Probe;
import java.io.Serializable;

/** Adds each result to the checksum of its instance, or measures how late it is. */
final class CheckSink<T> implements Sink<T> {
    /** What a result does to the probe. */
    interface Report<T> extends Serializable {
        void to(Probe.Sink sink, T value);
    }

    private final Probe probe;
    private final Report<T> report;

    CheckSink(Probe probe, Report<T> report) {
        this.probe = probe;
        this.report = report;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(probe.sink(context.getSubtaskId()), report);
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final Probe.Sink sink;
        private final Report<T> report;

        Writer(Probe.Sink sink, Report<T> report) {
            this.sink = sink;
            this.report = report;
        }

        @Override
        public void write(T element, Context context) {
            report.to(sink, element);
        }

        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput) {
                sink.end();
            }
        }

        @Override
        public void close() {}
    }
}
