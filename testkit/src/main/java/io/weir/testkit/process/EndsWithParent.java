package io.weir.testkit.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * The main class of a child JVM: runs another one's {@code main}, and halts when standard input ends, which is when the process that
 * started this one is gone, however it died.
 */
final class EndsWithParent {
    private EndsWithParent() {}

    /** Takes a class, then what its {@code main} gets. */
    public static void main(String[] arguments) throws Throwable {
        Thread watch = new Thread(EndsWithParent::watch, "ends-with-parent");
        watch.setDaemon(true);
        watch.start();
        Method main = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // nobody writes; the end of this stream is the end of the parent
            }
        } catch (IOException e) {
            // as good as its end
        }
        Runtime.getRuntime().halt(0);
    }
}
