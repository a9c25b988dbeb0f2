package io.weir.api.connector.builtin;

import io.weir.api.connector.SourceSplit;

/**
 * Every {@code step}-th index from {@code next} on.
 *
 * @param ordinal the split's number among all, from 0
 * @param next the index that is read next
 * @param step how far to the one after it, at least 1
 * @param end the first index that is not read
 */
public record IndexSplit(int ordinal, long next, int step, long end) implements SourceSplit {
    @Override
    public String splitId() {
        return "split-" + ordinal;
    }
}
