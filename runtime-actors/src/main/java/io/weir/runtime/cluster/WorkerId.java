package io.weir.runtime.cluster;

/** One incarnation of a worker process: {@code host:port#uid}. A restarted process on the same port is another worker. */
public record WorkerId(String value) implements Comparable<WorkerId> {
    @Override
    public int compareTo(WorkerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
