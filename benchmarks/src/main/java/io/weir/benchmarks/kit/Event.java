package io.weir.benchmarks.kit;

import java.io.Serializable;

/** Record of W3-W6 and of the latency workload: {@code ts} is event time in ms, or the due time in ns for latency. */
public final class Event implements Serializable {
    public long key;
    public long value;
    public long ts;

    /** For codecs. */
    public Event() {}

    public Event(long key, long value, long ts) {
        this.key = key;
        this.value = value;
        this.ts = ts;
    }
}
