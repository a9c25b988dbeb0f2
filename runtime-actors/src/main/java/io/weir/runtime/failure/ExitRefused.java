package io.weir.runtime.failure;

/**
 * The code of a job wanted to end the process, in which other jobs run. Calls of {@link System#exit}, {@link Runtime#exit} and {@link
 * Runtime#halt} in the jars of jobs become calls of the methods here when their classes are loaded.
 *
 * <p>An error, because code that ends the process has often caught every exception before.
 */
@SuppressWarnings("DoNotCallSuggester") // called by what is written into classes, never in a source
public final class ExitRefused extends Error {
    private static final long serialVersionUID = 1L;

    private ExitRefused(String call) {
        super(
                "[JOB-816] The code called " + call
                        + ". That would end this process with all jobs that run in it, and was refused. Throw an exception instead.");
    }

    /** Instead of {@link System#exit}. */
    public static void exit(int status) {
        throw new ExitRefused("System.exit(" + status + ")");
    }

    /** Instead of {@link Runtime#exit}. */
    public static void exit(Runtime process, int status) {
        throw new ExitRefused("Runtime.exit(" + status + ")");
    }

    /** Instead of {@link Runtime#halt}. */
    public static void halt(Runtime process, int status) {
        throw new ExitRefused("Runtime.halt(" + status + ")");
    }
}
