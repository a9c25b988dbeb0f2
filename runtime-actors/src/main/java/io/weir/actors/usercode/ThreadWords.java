package io.weir.actors.usercode;

/** Says where a thread is. */
public final class ThreadWords {
    private static final int FRAMES = 5;

    private ThreadWords() {}

    /** Its name, the innermost call, and the next calls that are not the JDK's; they may have changed when this returns. */
    public static String whereIs(Thread thread) {
        StringBuilder where = new StringBuilder(thread.getName());
        int told = 0;
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (told < FRAMES && (told == 0 || !isOfTheJdk(frame))) {
                where.append(told == 0 ? " at " : " < ").append(frame);
                told++;
            }
        }
        return where.toString();
    }

    private static boolean isOfTheJdk(StackTraceElement frame) {
        return frame.getClassName().startsWith("java.")
                || frame.getClassName().startsWith("jdk.")
                || frame.getClassName().startsWith("sun.");
    }
}
