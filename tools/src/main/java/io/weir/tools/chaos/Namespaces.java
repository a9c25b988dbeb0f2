package io.weir.tools.chaos;

import io.weir.testkit.process.JavaCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A process with network, mounts, and process ids of its own, in which the same command runs again: what it does to network and file systems
 * nobody else sees, all of it ends with it, and so do all of its children, however it dies. Linux only; without root it needs user namespaces.
 */
final class Namespaces {
    /** Says to the command that it runs inside already. */
    private static final String INSIDE = "WEIR_CHAOS_INSIDE";

    private static final List<String> OWN =
            List.of("--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child");
    private static final List<String> AS_ROOT_OF_ITS_OWN = List.of("--user", "--map-root-user");

    private Namespaces() {}

    static boolean areHere() {
        return System.getenv(INSIDE) != null;
    }

    /**
     * The beginning of a command line that runs the rest inside.
     *
     * @throws IOException with the reason if this machine does not allow it
     */
    static List<String> prefix() throws IOException {
        IOException first;
        try {
            return tried(List.of());
        } catch (IOException notRoot) {
            first = notRoot;
        }
        try {
            return tried(AS_ROOT_OF_ITS_OWN);
        } catch (IOException notAllowed) {
            notAllowed.addSuppressed(first);
            throw notAllowed;
        }
    }

    private static List<String> tried(List<String> user) throws IOException {
        List<String> prefix = new ArrayList<>(List.of("unshare"));
        prefix.addAll(user);
        prefix.addAll(OWN);
        List<String> probe = new ArrayList<>(prefix);
        // What a run needs: a bridge, a pair of interfaces, a file system, and another network namespace.
        probe.addAll(List.of(
                "sh",
                "-c",
                "ip link add weir0 type bridge && ip link add weir1 type veth peer name weir2"
                        + " && mount -t tmpfs -o size=1m weir-chaos /tmp && unshare --net true"));
        String unused = Tool.run(probe);
        return prefix;
    }

    /** Runs a command of the launcher inside, with our streams; returns its exit code. */
    static int run(List<String> prefix, String main, List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(
                        prefix,
                        List.of("-Dweir.home=" + System.getProperty("weir.home", ".")),
                        main,
                        arguments.toArray(new String[0])))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(INSIDE, "1");
        Process inside = builder.start(); // ends with us: its standard input does
        return inside.waitFor();
    }
}
