package io.weir.api;

import io.weir.api.function.MapFunction;
import io.weir.api.tuple.Tuple;

/** The fields of a tuple in a line; a field that is null leaves nothing between its delimiters. */
final class CsvLine<T> implements MapFunction<T, String> {
    private static final long serialVersionUID = 1L;

    private final String delimiter;

    CsvLine(String delimiter) {
        this.delimiter = delimiter;
    }

    @Override
    public String map(T value) {
        Tuple tuple = Projection.tuple(value, "writeAsCsv");
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < tuple.getArity(); i++) {
            Object field = tuple.getField(i);
            line.append(i == 0 ? "" : delimiter).append(field == null ? "" : field);
        }
        return line.toString();
    }
}
