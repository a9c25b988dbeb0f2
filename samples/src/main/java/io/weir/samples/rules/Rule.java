package io.weir.samples.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told: readings above a limit.
 *
 * @param limit null withdraws the rule of that name
 */
public record Rule(String name, @Nullable Double limit) {
    /**
     * Reads {@code NAME LIMIT} or {@code NAME off}.
     *
     * @throws IllegalArgumentException if the line is something else
     */
    public static Rule parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        try {
            if (words.length == 2) {
                return new Rule(words[0], words[1].equals("off") ? null : Double.valueOf(words[1]));
            }
        } catch (NumberFormatException e) {
            throw notARule(line, e);
        }
        throw notARule(line, null);
    }

    static String degrees(double celsius) {
        return String.format(Locale.ROOT, "%.1f", celsius);
    }

    @Override
    public String toString() {
        return Alarm.COLUMNS.line("rule", name, "", limit == null ? "off" : "> " + degrees(limit));
    }

    private static IllegalArgumentException notARule(String line, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "'" + line + "' is no rule. A rule is NAME LIMIT or NAME off, as in: hot 80", cause);
    }
}
