package io.weir.actors.worker;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.weir.actors.protocol.JobManagerCommand;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The section {@code weir.worker}.
 *
 * @param slots at least 1, resolved from the number of cores
 * @param directory where attempts keep local files
 * @param repeatInterval after which an attempt says again what the coordinator did not acknowledge
 * @param refreshInterval how often a worker that was welcomed registers again, in case the leader changed unnoticed
 * @param warmUp whether a worker of a cluster runs a small job by itself when it is up
 */
public record WorkerSettings(
        int slots,
        Path directory,
        Duration registerInterval,
        Duration refreshInterval,
        Duration repeatInterval,
        Duration statsTimeout,
        Duration cancelTimeout,
        boolean warmUp,
        Duration keepCode) {
    /** Of one process. */
    public static final int MAX_SLOTS = JobManagerCommand.MOST_SLOTS;

    public WorkerSettings {
        if (slots < 1 || slots > MAX_SLOTS) {
            throw refused("slots", slots, "from 1 to " + MAX_SLOTS + ", or 0 for the number of cores");
        }
        refuseUnderMillis("register-interval", registerInterval, 1);
        refuseUnderMillis("refresh-interval", refreshInterval, 100);
        refuseUnderMillis("repeat-interval", repeatInterval, 10);
        refuseUnderMillis("stats-timeout", statsTimeout, 1);
        refuseUnderMillis("cancel-timeout", cancelTimeout, 1);
        refuseUnderMillis("keep-code", keepCode, 0);
    }

    /** Reads the section {@code weir.worker} of a whole configuration. */
    public static WorkerSettings from(Config root) {
        Config section = root.getConfig("weir.worker");
        int slots = section.getInt("slots");
        return new WorkerSettings(
                slots == 0 ? Runtime.getRuntime().availableProcessors() : slots,
                Path.of(section.getString("directory")).toAbsolutePath(),
                section.getDuration("register-interval"),
                section.getDuration("refresh-interval"),
                section.getDuration("repeat-interval"),
                section.getDuration("stats-timeout"),
                section.getDuration("cancel-timeout"),
                section.getBoolean("warm-up"),
                section.getDuration("keep-code"));
    }

    private static void refuseUnderMillis(String key, Duration value, long least) {
        if (value.toMillis() < least) {
            throw refused(key, value, "at least " + least + " ms");
        }
    }

    private static ConfigException refused(String key, Object value, String rule) {
        return new ConfigException.BadValue(
                "weir.worker." + key,
                "[CFG-203] weir.worker." + key + " is " + value + ". It must be " + rule
                        + ". Correct it in the node's configuration.");
    }
}
