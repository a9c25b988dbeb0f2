package io.weir.launch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command talks to, and how it prints. */
final class ClusterOptions {
    static final String DEFAULT_ADDRESS = "127.0.0.1:7300";

    @Option(
            names = {"-c", "--cluster"},
            split = ",",
            paramLabel = "HOST:PORT",
            description =
                    "Nodes of the cluster, any of them; the first that answers is used. Default: $WEIR_CLUSTER, else "
                            + DEFAULT_ADDRESS + ".")
    private @Nullable List<String> cluster;

    @Option(names = "--json", description = "Print JSON instead of text.")
    boolean json;

    List<String> addresses() {
        List<String> named = named();
        return named.isEmpty() ? List.of(DEFAULT_ADDRESS) : named;
    }

    /** The nodes that option or environment name; empty if neither does. */
    List<String> named() {
        List<String> given = cluster;
        if (given != null && !given.isEmpty()) {
            return given;
        }
        String environment = System.getenv("WEIR_CLUSTER");
        return environment == null || environment.isBlank() ? List.of() : List.of(environment.split(","));
    }
}
