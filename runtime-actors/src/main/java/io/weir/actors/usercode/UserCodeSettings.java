package io.weir.actors.usercode;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * The section {@code weir.user-code}.
 *
 * @param stopTimeout how long code may take to end before it is interrupted; it is abandoned after twice that time
 * @param threads the most that one attempt of a job uses here at once, for uploads and for {@code callAsync} each
 */
public record UserCodeSettings(Duration stopTimeout, int threads) {
    private static final int MAX_THREADS = 1024;

    public UserCodeSettings {
        if (stopTimeout.toMillis() < 1) {
            throw refused("stop-timeout", stopTimeout, "at least 1 ms");
        }
        if (threads < 1 || threads > MAX_THREADS) {
            throw refused("threads", threads, "from 1 to " + MAX_THREADS);
        }
    }

    /** Reads the section {@code weir.user-code} of a whole configuration. */
    public static UserCodeSettings from(Config root) {
        Config section = root.getConfig("weir.user-code");
        return new UserCodeSettings(section.getDuration("stop-timeout"), section.getInt("threads"));
    }

    private static ConfigException refused(String key, Object value, String rule) {
        return new ConfigException.BadValue(
                "weir.user-code." + key,
                "[CFG-203] weir.user-code." + key + " is " + value + ". It must be " + rule
                        + ". Correct it in the node's configuration.");
    }
}
