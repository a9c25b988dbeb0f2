package io.weir.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the nodes of a {@link WeirCluster} have in common.
 *
 * @param overrides settings by key
 */
record ClusterSettings(int nodes, Map<String, Object> overrides) {
    static final String HEARTBEAT_PAUSE = "pekko.cluster.failure-detector.acceptable-heartbeat-pause";
    private static final int SLOTS = 2;

    ClusterSettings {
        if (nodes < 1) {
            throw TestkitErrors.noSuchNode(0, nodes);
        }
    }

    static ClusterSettings of(int nodes) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("weir.worker.slots", SLOTS);
        defaults.put(HEARTBEAT_PAUSE, WeirCluster.HEARTBEAT_PAUSE_SECONDS + " s");
        defaults.put("pekko.cluster.jmx.enabled", "off");
        return new ClusterSettings(nodes, defaults);
    }

    ClusterSettings with(String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(overrides);
        changed.put(key, value);
        return new ClusterSettings(nodes, changed);
    }

    Config config() {
        return ConfigFactory.parseMap(overrides);
    }
}
