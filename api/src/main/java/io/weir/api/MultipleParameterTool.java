package io.weir.api;

import io.weir.api.argument.Argument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program's arguments, of which a key may come several times: {@code --input a --input b}. What reads one value reads the last. Immutable; the
 * rules are those of {@link ParameterTool}.
 */
public final class MultipleParameterTool extends ParameterTool {
    private static final long serialVersionUID = 1L;

    private final Map<String, List<String>> all;

    private MultipleParameterTool(Map<String, List<String>> all) {
        super(lastOfEach(all));
        this.all = all;
    }

    /** Reads the arguments of a {@code main}. */
    public static MultipleParameterTool fromArgs(String[] args) {
        Argument.given(args, "args");
        Map<String, List<String>> all = new LinkedHashMap<>();
        read(
                args,
                (key, value) ->
                        all.computeIfAbsent(key, each -> new ArrayList<>()).add(value));
        return new MultipleParameterTool(all);
    }

    public static MultipleParameterTool fromMultiMap(Map<String, Collection<String>> multiMap) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        Argument.given(multiMap, "multiMap").forEach((key, values) -> all.put(key, new ArrayList<>(values)));
        return new MultipleParameterTool(all);
    }

    /** All values of a key, in order; null if it was not given. */
    public @Nullable Collection<String> getMultiParameter(String key) {
        Argument.given(key, "key");
        List<String> values = all.get(key);
        return values == null ? null : Collections.unmodifiableList(values);
    }

    /**
     * All values of a key, in order.
     *
     * @throws IllegalArgumentException [API-125] if it was not given
     */
    public Collection<String> getMultiParameterRequired(String key) {
        Argument.given(key, "key");
        Collection<String> values = getMultiParameter(key);
        return values == null ? List.of(getRequired(key)) : values;
    }

    /** The values of both: those of the other behind its own. */
    public MultipleParameterTool mergeWith(MultipleParameterTool other) {
        Argument.given(other, "other");
        Map<String, List<String>> merged = new LinkedHashMap<>();
        for (Map<String, List<String>> one : List.of(all, other.all)) {
            one.forEach((key, values) ->
                    merged.computeIfAbsent(key, each -> new ArrayList<>()).addAll(values));
        }
        return new MultipleParameterTool(merged);
    }

    /** In the order given. A copy. */
    public Map<String, Collection<String>> toMultiMap() {
        Map<String, Collection<String>> copy = new LinkedHashMap<>();
        all.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        return copy;
    }

    private static Map<String, String> lastOfEach(Map<String, List<String>> all) {
        Map<String, String> last = new LinkedHashMap<>();
        all.forEach((key, values) -> {
            if (!values.isEmpty()) {
                last.put(key, values.get(values.size() - 1));
            }
        });
        return last;
    }
}
