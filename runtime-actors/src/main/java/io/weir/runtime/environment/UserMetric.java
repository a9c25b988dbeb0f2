package io.weir.runtime.environment;

import io.weir.runtime.cluster.Texts;

/**
 * A number that a function of a job shows, as text; each component has at most {@value #MOST_CHARACTERS} characters.
 *
 * @param operator its name
 * @param name with the groups it is in, separated by dots
 */
public record UserMetric(String operator, String name, String value) {
    static final int MOST_CHARACTERS = 300;

    public UserMetric {
        operator = Texts.cut(operator, MOST_CHARACTERS);
        name = Texts.cut(name, MOST_CHARACTERS);
        value = Texts.cut(value, MOST_CHARACTERS);
    }
}
