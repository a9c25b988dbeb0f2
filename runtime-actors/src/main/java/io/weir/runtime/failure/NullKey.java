package io.weir.runtime.failure;

/** The sentence for a record without key, wherever it is found out. */
public final class NullKey {
    private NullKey() {}

    /** What to throw. {@code operator}: the one whose key selector gave null, as sentences name it. */
    public static WeirException of(String operator) {
        return new WeirException(
                FailureKind.USER_CODE,
                "[API-113] The key selector of " + operator
                        + " gave null. Every record needs a key: filter such records out, or give a key that stands for nothing.");
    }
}
