package io.weir.runtime.operator;

import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.output.Output;

/** Where a chain reads: its first operator, or one side of it if that has two inputs. */
public abstract class ChainInput implements Output {
    /** So many records are looked at before the first of them is processed: few enough that all they need stays in the first caches. */
    public static final int LOOK_AHEAD = 64;

    /**
     * These records come next, through {@link #emit}; only for the head of a chain. A hint for operators that can use the time.
     *
     * @param to behind the last one, at most {@link #LOOK_AHEAD} after {@code from}
     */
    public void expect(RecordBatch batch, int from, int to) {}
}
