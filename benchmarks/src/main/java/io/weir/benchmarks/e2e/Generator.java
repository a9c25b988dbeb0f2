package io.weir.benchmarks.e2e;

import java.io.Serializable;

/** Makes record number i; {@code dueNanos} is 0 unless the source has a fixed rate. */
interface Generator<T> extends Serializable {
    T make(long i, long dueNanos);
}
