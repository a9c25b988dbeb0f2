package io.weir.api.function;

import io.weir.api.argument.Argument;
import java.io.PrintStream;

/**
 * Prints each record as {@code identifier:subtask> record}, the subtask counted from 1; without an identifier it is {@code subtask> record}, with one
 * subtask only {@code identifier> record}, with neither the record alone. {@code stream.print(identifier)} does the same.
 */
public class PrintSinkFunction<IN> extends RichSinkFunction<IN> {
    private static final long serialVersionUID = 1L;

    private final String sinkIdentifier;
    private final boolean stdErr;
    private transient String linePrefix = "";

    /** To standard output. */
    public PrintSinkFunction() {
        this("", false);
    }

    public PrintSinkFunction(boolean stdErr) {
        this("", stdErr);
    }

    /**
     * With an identifier.
     *
     * @param sinkIdentifier may be empty
     */
    public PrintSinkFunction(String sinkIdentifier, boolean stdErr) {
        this.sinkIdentifier = Argument.given(sinkIdentifier, "sinkIdentifier");
        this.stdErr = stdErr;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        super.open(openContext);
        TaskInfo task = getRuntimeContext().getTaskInfo();
        String subtask = task.getNumberOfParallelSubtasks() > 1 ? String.valueOf(task.getIndexOfThisSubtask() + 1) : "";
        String separator = sinkIdentifier.isEmpty() || subtask.isEmpty() ? "" : ":";
        String all = sinkIdentifier + separator + subtask;
        linePrefix = all.isEmpty() ? "" : all + "> ";
    }

    @Override
    public void invoke(IN value, Context context) throws Exception {
        PrintStream stream = stdErr ? System.err : System.out;
        stream.println(linePrefix + value); // one call, so that lines of several subtasks do not mix
    }

    @Override
    public String toString() {
        return "Print to " + (stdErr ? "System.err" : "System.out");
    }
}
