package io.weir.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/**
 * The section {@code weir.cluster}.
 *
 * @param name of the cluster; letters, digits, dots, dashes and underscores, at most 100
 */
public record ClusterSettings(String name) {
    public ClusterSettings {
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new ConfigException.BadValue(
                    "weir.cluster.name",
                    "[CFG-203] weir.cluster.name has " + name.length()
                            + " characters, or others than letters, digits, '.', '-' and '_'. It must be 1 to 100 of these. "
                            + "Correct it in the node's configuration.");
        }
    }

    /** Reads the section {@code weir.cluster} of a whole configuration. */
    public static ClusterSettings from(Config root) {
        return new ClusterSettings(root.getConfig("weir.cluster").getString("name"));
    }
}
