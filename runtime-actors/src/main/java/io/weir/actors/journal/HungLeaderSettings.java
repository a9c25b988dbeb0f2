package io.weir.actors.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/** The section {@code weir.hung-leader}. */
public record HungLeaderSettings(boolean end, Duration grace) {
    public HungLeaderSettings {
        if (grace.isNegative()) {
            throw new ConfigException.BadValue(
                    "weir.hung-leader.grace",
                    "[CFG-203] weir.hung-leader.grace is " + grace
                            + ". It must be 0 or more. Correct it in the node's configuration.");
        }
    }

    /** Reads the section {@code weir.hung-leader} of a whole configuration. */
    public static HungLeaderSettings from(Config root) {
        Config section = root.getConfig("weir.hung-leader");
        return new HungLeaderSettings(section.getBoolean("end"), section.getDuration("grace"));
    }
}
