package io.weir.api.function;

/** Folds records into an accumulator, and an accumulator into a result. */
public interface AggregateFunction<IN, ACC, OUT> extends Function {
    ACC createAccumulator();

    /** The accumulator with the value added; may change and return the one it was given. */
    ACC add(IN value, ACC accumulator);

    OUT getResult(ACC accumulator);

    /** Both together; may change and return one of them. */
    ACC merge(ACC a, ACC b);
}
