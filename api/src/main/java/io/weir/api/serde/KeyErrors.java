package io.weir.api.serde;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user reads about keys whose equality is not that of their bytes; all are API-104. */
final class KeyErrors {
    private static final String SPLIT =
            ", but their bytes differ. State is found by equals in memory and by bytes in RocksDB and after a restore, so that the state of one key"
                    + " would be split. ";

    private KeyErrors() {}

    static UnstableKeyException identity(Class<?> type) {
        return refused(
                type,
                "it has no equals of its own, so that no key that comes back from a snapshot or from another process is equal to it. Use a record, a"
                        + " String, a List, or a class with equals and hashCode.");
    }

    static UnstableKeyException comparator(Class<?> type) {
        return refused(
                type,
                "its comparator takes elements for the same that are not equal" + SPLIT
                        + "Copy it into a HashSet or HashMap, or use the natural order.");
    }

    static UnstableKeyException notWhatWasWritten(Class<?> type) {
        return refused(
                type,
                "what comes back from its bytes is not equal to it, or has another hash code: its equals or hashCode look at something that is not"
                        + " saved, such as a transient field or an array. Let both look at the saved fields only, and at arrays by Arrays.equals.");
    }

    static UnstableKeyException differsUnnoticed(Class<?> type, String field, List<@Nullable Object> pair) {
        return refused(
                type,
                "its equals takes two keys for the same whose field '" + field + "' is " + quoted(pair.get(0)) + " and "
                        + quoted(pair.get(1)) + SPLIT
                        + "Put one form of each value into the key (lower case, for example), let equals compare the field as it is, or make the field"
                        + " transient if it does not belong to the key.");
    }

    private static UnstableKeyException refused(Class<?> type, String why) {
        return new UnstableKeyException("[API-104] " + type.getTypeName() + " cannot be a key: " + why);
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }
}
