package io.weir.launch;

/** What the process says to the shell. */
public final class ExitCode {
    public static final int OK = 0;
    /** The command was understood and failed: a job failed, a result differs. */
    public static final int FAILED = 1;
    /** Wrong usage: an option, a file, a configuration. */
    public static final int USAGE = 2;
    /** There is no such job. */
    static final int NOT_FOUND = 3;
    /** The state of the job does not allow it. */
    static final int REFUSED = 4;
    /** No node of the cluster answered. */
    static final int UNREACHABLE = 5;

    private ExitCode() {}
}
