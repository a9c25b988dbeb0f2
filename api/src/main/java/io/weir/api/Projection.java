package io.weir.api;

import io.weir.api.function.MapFunction;
import io.weir.api.tuple.Tuple;

/** A tuple of some fields of a tuple. */
final class Projection<T, R extends Tuple> implements MapFunction<T, R> {
    private static final long serialVersionUID = 1L;

    private final int[] fields;

    /** @throws IllegalArgumentException if there are no fields, or more than a tuple has */
    Projection(int[] fields) {
        Tuple.getTupleClass(fields.length);
        this.fields = fields.clone();
    }

    @Override
    @SuppressWarnings("unchecked") // the program says what the fields are, as in Flink
    public R map(T value) {
        Tuple from = tuple(value, "project");
        Tuple projected = Tuple.newInstance(fields.length);
        for (int i = 0; i < fields.length; i++) {
            projected.setField(from.getField(fields[i]), i);
        }
        return (R) projected;
    }

    static Tuple tuple(Object value, String method) {
        if (value instanceof Tuple tuple) {
            return tuple;
        }
        throw new IllegalArgumentException(
                "[API-121] " + method + " met a " + value.getClass().getName()
                        + ". It takes the fields of tuples. Make tuples of the records with map() first.");
    }
}
