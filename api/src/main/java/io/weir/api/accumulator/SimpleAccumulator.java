package io.weir.api.accumulator;

import java.io.Serializable;

/** An {@link Accumulator} of values of the type that it gives. */
public interface SimpleAccumulator<T extends Serializable> extends Accumulator<T, T> {}
