package io.weir.tools;

import io.weir.runtime.failure.Quoted;
import io.weir.tools.chaos.ChaosSettings;
import io.weir.tools.chaos.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What chaos and soak have in common. */
final class ChaosOptions {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

    enum State {
        heap,
        rocksdb
    }

    @Option(names = "--nodes", paramLabel = "N", description = "Processes, 3 to 9. Default: ${DEFAULT-VALUE}.")
    private int nodes = 3;

    @Option(names = "--rate", paramLabel = "N", description = "Records a second. Default: ${DEFAULT-VALUE}.")
    private int rate = 1_000;

    @Option(
            names = "--load",
            paramLabel = "N",
            description =
                    "Threads that compute without a pause beside the nodes, from before their start until the end: the load of a busy machine. Default: ${DEFAULT-VALUE}.")
    private int load = 0;

    @Option(names = "--state", description = "State backend: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private State state = State.rocksdb;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Draws what is done to whom, and when. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--heartbeat-pause",
            paramLabel = "TIME",
            description =
                    "How long a node may be silent before the others give it up; raise it on a busy machine. Default: as shipped, 1s.")
    private @Nullable String heartbeatPause;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where logs, checkpoints and output go, and stay. Default: a temporary directory.")
    private @Nullable Path directory;

    @Option(names = "--keep", description = "Leave the temporary directory where it is.")
    private boolean keep;

    @Option(names = "--json", description = "Print the result as JSON, and nothing else on standard output.")
    boolean json;

    ChaosSettings settings(int kills, Set<FaultKind> faults, @Nullable String duration) {
        return new ChaosSettings(
                nodes,
                kills,
                faults,
                rate,
                load,
                state == State.rocksdb,
                duration == null ? null : time("--duration", duration),
                heartbeatPause == null ? null : time("--heartbeat-pause", heartbeatPause),
                seed,
                directory,
                keep);
    }

    /** The whole command line, as the user wrote it. */
    static List<String> arguments(@Nullable CommandSpec spec) {
        return spec == null
                ? List.of()
                : spec.root().commandLine().getParseResult().originalArgs();
    }

    /** @throws IllegalArgumentException [CLI-571] if it is no time */
    static Duration time(String option, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("[CLI-571] " + option + " is " + Quoted.of(text)
                    + ". It must be a number with a unit: ms, s, m or h. Write for example 90s or 20m.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
