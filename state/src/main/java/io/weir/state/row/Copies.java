package io.weir.state.row;

import io.weir.api.serde.CodecRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what a slot holds, as deep as it can be changed. */
final class Copies {
    private Copies() {}

    static Object of(Object value, StateKind kind, CodecRegistry codecs) {
        return switch (kind) {
            case LIST -> list((List<?>) value, codecs);
            case MAP -> map((Map<?, ?>) value, codecs);
            case VALUE, REDUCING, AGGREGATING -> codecs.copy(value);
        };
    }

    private static List<Object> list(List<?> from, CodecRegistry codecs) {
        List<Object> copy = new ArrayList<>(from.size() + 1);
        for (Object element : from) {
            copy.add(codecs.copy(element));
        }
        return copy;
    }

    @SuppressWarnings("NullAway") // user keys and values may be null, and null copies to null
    private static Map<Object, Object> map(Map<?, ?> from, CodecRegistry codecs) {
        Map<Object, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : from.entrySet()) {
            copy.put(codecs.copy(entry.getKey()), codecs.copy(entry.getValue()));
        }
        return copy;
    }
}
