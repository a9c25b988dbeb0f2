package io.weir.runtime.failure;

import io.weir.runtime.cluster.Texts;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words about what user code threw. Nothing here throws, whatever the methods of that exception do, and nothing is longer than it may be:
 * exceptions come with megabytes of text, and with a {@code toString} that throws. Lengths are in characters.
 */
public final class ThrownText {
    /** Of {@link #of} and {@link #message}: leaves room for the rest of a sentence of {@link Failure#MOST_MESSAGE}. */
    public static final int MOST_SAID = 1_200;

    private static final int MOST_PLACE = 300;
    private static final List<String> NOT_OF_USERS =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "scala.", "org.apache.pekko.", "io.weir.");
    private static final int MOST_CAUSES = 8;
    private static final int MOST_FRAMES = 1_024;
    private static final int MOST_SUPPRESSED = 4;

    private ThrownText() {}

    /** As {@link Throwable#toString}, but safe and of bounded length. */
    public static String of(@Nullable Throwable thrown) {
        return thrown == null ? "nothing" : described(thrown, MOST_SAID);
    }

    /** As {@link Throwable#getMessage}, but safe and of bounded length; what {@link #of} says if there is none. */
    public static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null || message.isEmpty() ? of(thrown) : Texts.cut(message, MOST_SAID);
        } catch (Throwable worse) { // its own code
            return of(thrown);
        }
    }

    /**
     * Where it was thrown in code that is neither Java's nor Weir's nor that of the libraries below Weir, for example {@code  at my.Job.parse(Job.java:12)};
     * empty if there is no such place.
     */
    public static String place(Throwable thrown) {
        try {
            for (StackTraceElement frame : thrown.getStackTrace()) {
                if (NOT_OF_USERS.stream().noneMatch(frame.getClassName()::startsWith)) {
                    String at = new StackTraceElement(
                                    frame.getClassName(),
                                    frame.getMethodName(),
                                    frame.getFileName(),
                                    frame.getLineNumber())
                            .toString();
                    return " at " + Texts.cut(at, MOST_PLACE);
                }
            }
            return "";
        } catch (Throwable worse) { // its own code
            return "";
        }
    }

    /** The stack trace with its causes, at most {@code most} characters of it. */
    public static String trace(Throwable thrown, int most) {
        StringBuilder text = new StringBuilder();
        try {
            Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
            append(thrown, "", text, most, told);
        } catch (Throwable worse) { // its own code, or no memory: what is there already is told
            text.append("\n(the rest cannot be printed: ")
                    .append(worse.getClass().getName())
                    .append(')');
        }
        return Texts.cut(text.toString(), most);
    }

    private static String described(Throwable thrown, int most) {
        try {
            String text = thrown.toString();
            return text == null ? thrown.getClass().getName() : Texts.cut(text, most);
        } catch (Throwable worse) { // its own code
            return thrown.getClass().getName() + " (it cannot be printed, its own methods threw a "
                    + worse.getClass().getName() + ")";
        }
    }

    private static void append(Throwable thrown, String caption, StringBuilder text, int most, Set<Throwable> told) {
        @Nullable Throwable at = thrown;
        String before = caption;
        StackTraceElement[] outer = {};
        for (int causes = 0; at != null && causes < MOST_CAUSES && text.length() < most && told.add(at); causes++) {
            text.append(before).append(described(at, most));
            StackTraceElement[] frames = at.getStackTrace();
            int common = inCommon(frames, outer);
            for (int frame = 0;
                    frame < Math.min(frames.length - common, MOST_FRAMES) && text.length() < most;
                    frame++) {
                text.append("\n\tat ").append(frames[frame]);
            }
            if (common > 0) {
                text.append("\n\t... ").append(common).append(" more");
            }
            Throwable[] suppressed = at.getSuppressed();
            for (int each = 0; each < suppressed.length && each < MOST_SUPPRESSED; each++) {
                append(suppressed[each], "\nSuppressed: ", text, most, told);
            }
            before = "\nCaused by: ";
            outer = frames;
            at = at.getCause();
        }
    }

    /** Frames at the end of both: the callers. */
    private static int inCommon(StackTraceElement[] frames, StackTraceElement[] outer) {
        int common = 0;
        while (common < Math.min(frames.length, outer.length)
                && frames[frames.length - 1 - common].equals(outer[outer.length - 1 - common])) {
            common++;
        }
        return common;
    }
}
