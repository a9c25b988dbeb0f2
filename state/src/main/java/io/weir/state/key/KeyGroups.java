package io.weir.state.key;

/**
 * Which key group a key belongs to, and which subtask owns a key group. The formulas are Flink's
 * (KeyGroupRangeAssignment, MathUtils), so that a job moved here spreads its keys in the same way.
 */
public final class KeyGroups {
    /** The most key groups that a job can have. */
    public static final int MAX_MAX_PARALLELISM = 32768;

    private KeyGroups() {}

    /** The key group of a key, by its {@code hashCode}; from 0 to {@code maxParallelism - 1}. */
    public static int keyGroup(Object key, int maxParallelism) {
        return keyGroupOfHash(key.hashCode(), maxParallelism);
    }

    public static int keyGroupOfHash(int hashCode, int maxParallelism) {
        return murmur(hashCode) % maxParallelism;
    }

    /** The index of the subtask that owns a key group. */
    public static int subtask(int keyGroup, int parallelism, int maxParallelism) {
        return keyGroup * parallelism / maxParallelism;
    }

    /** The key groups that one subtask owns. */
    public static KeyGroupRange range(int subtask, int parallelism, int maxParallelism) {
        int first = (subtask * maxParallelism + parallelism - 1) / parallelism;
        int last = ((subtask + 1) * maxParallelism - 1) / parallelism;
        return new KeyGroupRange(first, last);
    }

    public static int murmur(int code) {
        int hash = code * 0xcc9e2d51;
        hash = Integer.rotateLeft(hash, 15);
        hash *= 0x1b873593;
        hash = Integer.rotateLeft(hash, 13);
        hash = hash * 5 + 0xe6546b64;
        hash ^= 4;
        hash = bitMix(hash);
        if (hash >= 0) {
            return hash;
        }
        return hash == Integer.MIN_VALUE ? 0 : -hash;
    }

    private static int bitMix(int in) {
        int hash = in;
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        hash ^= hash >>> 16;
        return hash;
    }
}
