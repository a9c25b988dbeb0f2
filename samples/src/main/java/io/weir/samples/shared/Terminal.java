package io.weir.samples.shared;

import java.io.Console;

/** Whether somebody looks at what this process prints. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard output is a terminal that understands the escapes which move the cursor. */
    @SuppressWarnings("SystemConsoleNull") // newer ones are asked below
    public static boolean isThere() {
        Console console = System.console();
        String kind = System.getenv("TERM");
        return console != null && isTerminal(console) && kind != null && !kind.equals("dumb");
    }

    /** Before Java 22 there was a console only where there was a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
