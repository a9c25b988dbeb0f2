package io.weir.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/** The section {@code weir.rejoin}; the first pause doubles from time to time, up to the longest. */
public record RejoinSettings(boolean enabled, Duration minBackoff, Duration maxBackoff) {
    public RejoinSettings {
        if (minBackoff.isNegative() || minBackoff.isZero()) {
            throw refused("min-backoff", minBackoff, "longer than nothing");
        }
        if (maxBackoff.compareTo(minBackoff) < 0) {
            throw refused("max-backoff", maxBackoff, "min-backoff (" + minBackoff + ") or more");
        }
    }

    /** Reads the section {@code weir.rejoin} of a whole configuration. */
    public static RejoinSettings from(Config root) {
        Config section = root.getConfig("weir.rejoin");
        return new RejoinSettings(
                section.getBoolean("enabled"), section.getDuration("min-backoff"), section.getDuration("max-backoff"));
    }

    private static ConfigException refused(String key, Object value, String rule) {
        return new ConfigException.BadValue(
                "weir.rejoin." + key,
                "[CFG-203] weir.rejoin." + key + " is " + value + ". It must be " + rule
                        + ". Correct it in the node's configuration.");
    }

    /**
     * The pause before a start.
     *
     * @param times how often in a row it was tried before, 0 or more
     */
    Duration pause(int times) {
        Duration pause = minBackoff;
        for (int time = 0; time < times && pause.compareTo(maxBackoff) < 0; time++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(maxBackoff) < 0 ? pause : maxBackoff;
    }
}
