package io.weir.benchmarks.kit;

import java.io.Serializable;

/** W1 record: two longs and an 84-character payload, about 100 bytes. */
public final class Rec implements Serializable {
    public long id;
    public long key;
    public String payload = "";

    /** For codecs. */
    public Rec() {}

    public Rec(long id, long key, String payload) {
        this.id = id;
        this.key = key;
        this.payload = payload;
    }
}
