package io.weir.state.key;

/**
 * A run of key groups, both ends inclusive.
 *
 * @param first from 0
 * @param last at least {@code first}
 */
public record KeyGroupRange(int first, int last) {
    public KeyGroupRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("key groups " + first + " to " + last
                    + " are no range; take ranges from KeyGroups.range(), do not compute them");
        }
    }

    public int size() {
        return last - first + 1;
    }

    public boolean contains(int keyGroup) {
        return keyGroup >= first && keyGroup <= last;
    }

    public boolean intersects(KeyGroupRange other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return "[" + first + "," + last + "]";
    }
}
