package io.weir.api.graph;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds settings out of range. */
final class SettingsValidation {
    private static final long SHORTEST_INTERVAL_MS = 10;
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final List<String> problems = new ArrayList<>();

    private SettingsValidation() {}

    static List<String> problemsOf(JobSettings settings) {
        SettingsValidation validation = new SettingsValidation();
        validation.check(settings.checkpoints());
        validation.checkDirectory(
                "The working directory of RocksDB", settings.stateBackend().dir());
        RestartStrategySpec strategy = settings.restartStrategy();
        if (strategy != null) {
            validation.check(strategy);
        }
        validation.atLeast("The interval of automatic watermarks", settings.autoWatermarkIntervalMs(), 0, "ms");
        return validation.problems;
    }

    private void check(CheckpointSettings checkpoints) {
        if (checkpoints.enabled()) {
            atLeast("The checkpoint interval", checkpoints.intervalMs(), SHORTEST_INTERVAL_MS, "ms");
        }
        if (checkpoints.timeoutMs() >= SHORTEST_INTERVAL_MS && checkpoints.timeoutMs() < checkpoints.intervalMs()) {
            problems.add("[CFG-203] The checkpoint timeout is " + checkpoints.timeoutMs()
                    + " ms. It must be at least the interval, " + checkpoints.intervalMs()
                    + " ms. Raise it, or take checkpoints more often.");
        }
        atLeast("The checkpoint timeout", checkpoints.timeoutMs(), SHORTEST_INTERVAL_MS, "ms");
        atLeast("The pause between checkpoints", checkpoints.minPauseMs(), 0, "ms");
        atLeast("The number of concurrent checkpoints", checkpoints.maxConcurrent(), 1, "");
        atLeast("The number of tolerable checkpoint failures", checkpoints.tolerableFailures(), 0, "");
        atLeast("The number of retained checkpoints", checkpoints.numRetained(), 1, "");
        checkDirectory("The checkpoint directory", checkpoints.dir());
    }

    private void check(RestartStrategySpec strategy) {
        if (strategy instanceof RestartStrategySpec.FixedDelay fixed) {
            atLeast("The number of restarts", fixed.attempts(), 0, "");
            atLeast("The delay between restarts", fixed.delayMs(), 0, "ms");
        } else if (strategy instanceof RestartStrategySpec.ExponentialDelay delay) {
            atLeast("The initial restart delay", delay.initialMs(), 1, "ms");
            atLeast("The greatest restart delay", delay.maxMs(), delay.initialMs(), "ms");
            atLeast("The reset threshold of the restart delay", delay.resetThresholdMs(), 1, "ms");
            atLeast("The number of restarts", delay.attempts(), 0, "");
            within("The multiplier of the restart delay", delay.multiplier(), 1, Double.MAX_VALUE);
            within("The jitter of the restart delay", delay.jitter(), 0, 1);
        } else if (strategy instanceof RestartStrategySpec.FailureRate rate) {
            atLeast("The number of failures in an interval", rate.maxFailures(), 1, "");
            atLeast("The interval in which failures count", rate.intervalMs(), 1, "ms");
            atLeast("The delay between restarts", rate.delayMs(), 0, "ms");
        }
    }

    private void atLeast(String what, long value, long least, String unit) {
        if (value < least) {
            String space = unit.isEmpty() ? "" : " ";
            problems.add("[CFG-203] " + what + " is " + value + space + unit + ". It must be at least " + least + space
                    + unit + ". Raise it.");
        }
    }

    private void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            problems.add("[CFG-203] " + what + " is " + value + ". It must be at least " + least
                    + (most == Double.MAX_VALUE ? "" : " and at most " + most) + ". Change it.");
        }
    }

    private void checkDirectory(String what, @Nullable String directory) {
        if (directory == null) {
            return;
        }
        String why = null;
        if (!SCHEME.matcher(directory).matches()) {
            why = Path.of(directory).isAbsolute() ? null : "A relative path means another directory on each node.";
        } else if (!directory.startsWith("file:")) {
            why = "Only file systems that are mounted on the nodes can be used.";
        } else if (!isAbsoluteUri(directory)) {
            why = "It is not an absolute file URI.";
        }
        if (why != null) {
            problems.add("[CFG-204] " + what + " is '" + directory + "'. " + why
                    + " Give an absolute path, or a URI such as file:///var/weir/checkpoints.");
        }
    }

    private static boolean isAbsoluteUri(String directory) {
        try {
            String path = new URI(directory).getPath();
            return path != null && path.startsWith("/");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
