package io.weir.actors.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant who wrote a setting that does not exist. */
final class Spelling {
    private static final int CLOSE = 3;

    private Spelling() {}

    /** The path below {@code name}, whose section is {@code root}, that is almost {@code wrong}; null if none is. */
    static @Nullable String nearest(String wrong, String name, ConfigObject root) {
        List<String> all = new ArrayList<>();
        collect(name, root, all);
        String best = null;
        int bestDistance = CLOSE + 1;
        for (String key : all) {
            if (Math.abs(wrong.length() - key.length()) > CLOSE) {
                continue;
            }
            int distance = distance(wrong, key);
            if (distance < bestDistance || (distance == bestDistance && best == null)) {
                best = distance <= CLOSE ? key : best;
                bestDistance = Math.min(distance, bestDistance);
            }
        }
        return best;
    }

    private static void collect(String path, ConfigObject section, List<String> all) {
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(section).entrySet()) {
            String key = path + "." + entry.getKey();
            all.add(key);
            if (entry.getValue() instanceof ConfigObject inner) {
                collect(key, inner, all);
            }
        }
    }

    /** Letters to change, add or remove (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
