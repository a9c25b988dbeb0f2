package io.weir.connector.print;

import io.weir.api.argument.Argument;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.WriterInitContext;
import java.io.PrintStream;

/**
 * Prints each record as {@code prefix:subtask> record}, the subtask counted from 1. Without a prefix it is {@code subtask> record}, with one subtask
 * only {@code prefix> record}, with neither the record alone. Prints when the record comes: after a restart lines are repeated.
 */
public final class PrintSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1;

    private final boolean stdErr;
    private final String prefix;

    /**
     * @param stdErr whether to print to standard error instead of standard output
     * @param prefix may be empty
     */
    public PrintSink(boolean stdErr, String prefix) {
        this.stdErr = stdErr;
        this.prefix = Argument.given(prefix, "prefix");
    }

    /** To standard output. */
    public PrintSink() {
        this(false, "");
    }

    public PrintSink(boolean stdErr) {
        this(stdErr, "");
    }

    /** To standard output, with a prefix, which may be empty. */
    public PrintSink(String sinkIdentifier) {
        this(false, Argument.given(sinkIdentifier, "sinkIdentifier"));
    }

    /** As {@link #PrintSink(boolean, String)}. */
    public PrintSink(String sinkIdentifier, boolean stdErr) {
        this(stdErr, Argument.given(sinkIdentifier, "sinkIdentifier"));
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(stdErr ? System.err : System.out, linePrefix(context));
    }

    private String linePrefix(WriterInitContext context) {
        String subtask = context.getNumberOfParallelSubtasks() > 1 ? String.valueOf(context.getSubtaskId() + 1) : "";
        String separator = prefix.isEmpty() || subtask.isEmpty() ? "" : ":";
        String all = prefix + separator + subtask;
        return all.isEmpty() ? "" : all + "> ";
    }

    /** One call of println a record, so that lines of several subtasks do not mix. */
    private static final class Writer<T> implements SinkWriter<T> {
        private final PrintStream stream;
        private final String linePrefix;

        Writer(PrintStream stream, String linePrefix) {
            this.stream = stream;
            this.linePrefix = linePrefix;
        }

        @Override
        public void write(T element, Context context) {
            stream.println(linePrefix.isEmpty() ? String.valueOf(element) : linePrefix + element);
        }

        @Override
        public void flush(boolean endOfInput) {
            stream.flush();
        }

        @Override
        public void close() {
            stream.flush();
        }
    }
}
