package io.weir.testkit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a child JVM: the same Java and class path as this one's, a small heap, and the end of the parent as its own end. */
public final class JavaCommand {
    /** Small and quick to start; a node with a test's amount of state fits. */
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private JavaCommand() {}

    /**
     * Runs a main class that ends with this process.
     *
     * @param prefix a program that runs the rest, such as {@code nsenter ...}; may be empty
     * @param flags of the JVM beyond those for a small one
     * @param main whose {@code main} is called in the child
     */
    public static List<String> of(List<String> prefix, List<String> flags, String main, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath());
        command.add(EndsWithParent.class.getName());
        command.add(main);
        command.addAll(List.of(arguments));
        return command;
    }

    /** Of this JVM; Surefire starts its own with a jar that only names the class path. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
