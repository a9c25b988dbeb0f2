package mischief;

import io.weir.actors.node.Mischiefs;
import java.util.List;
import java.util.regex.Pattern;

/** How code of a user misbehaves. */
public enum Mischief {
    EXCEPTION,
    ASSERTION_ERROR,
    NO_CLASS,
    STACK_OVERFLOW,
    OUT_OF_MEMORY,
    LONG_MESSAGE,
    HOSTILE_TO_STRING,
    BLOCKS,
    IGNORES_INTERRUPTS,
    EXITS,
    HALTS,
    EXITS_BY_METHOD_REFERENCE,
    LEAVES_THREADS,
    INTERRUPTS_OTHERS;

    private static final Pattern OTHERS = Pattern.compile("weir-exchange-|weir-liveness-|.*-watch$");

    /** Whether it never returns. */
    public boolean blocks() {
        return this == BLOCKS || this == IGNORES_INTERRUPTS;
    }

    void happen(String job) throws Exception {
        Mischiefs.reach(job);
        switch (this) {
            case EXCEPTION -> throw new IllegalStateException("poison");
            case ASSERTION_ERROR -> throw new AssertionError("poison");
            case NO_CLASS -> throw new NoClassDefFoundError("poison/Missing");
            case STACK_OVERFLOW -> overflow(0);
            case OUT_OF_MEMORY ->
                throw new IllegalStateException("there is room for " + new long[Integer.MAX_VALUE - 8].length);
            case LONG_MESSAGE -> throw new IllegalStateException("poison" + "x".repeat(5_000_000));
            case HOSTILE_TO_STRING -> throw new Hostile();
            case BLOCKS -> Mischiefs.waitForRelease();
            case IGNORES_INTERRUPTS -> ignoreInterrupts();
            case EXITS -> System.exit(3);
            case HALTS -> Runtime.getRuntime().halt(3);
            case EXITS_BY_METHOD_REFERENCE -> {
                java.util.function.IntConsumer exit = Runtime.getRuntime()::exit;
                exit.accept(3);
            }
            case INTERRUPTS_OTHERS -> {
                others().forEach(Thread::interrupt);
                throw new IllegalStateException("poison");
            }
            case LEAVES_THREADS -> {
                Thread left = new Thread(Mischief::ignoreInterrupts, "left by " + job);
                left.setDaemon(true);
                left.start();
                throw new IllegalStateException("poison");
            }
        }
    }

    /** Threads of the node that only ever wait for something. */
    public static List<Thread> others() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> OTHERS.matcher(thread.getName()).lookingAt())
                .toList();
    }

    @SuppressWarnings("InfiniteRecursion") // that is its mischief
    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    private static void ignoreInterrupts() {
        while (!Mischiefs.isReleased()) {
            try {
                Mischiefs.waitForRelease();
            } catch (InterruptedException ignored) {
                Thread.onSpinWait(); // that is its mischief
            }
        }
    }

    /** Nothing of it can be read. */
    static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("toString throws");
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("getMessage throws");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("getCause throws");
        }
    }
}
