package io.weir.api.accumulator;

import java.util.ArrayList;

/** Keeps all values, in memory and in each checkpoint: for few of them. The order is that of each subtask, one subtask after the other. */
@SuppressWarnings("NonApiType") // Flink's type
public class ListAccumulator<T> implements Accumulator<T, ArrayList<T>> {
    private static final long serialVersionUID = 1L;

    private ArrayList<T> values = new ArrayList<>();

    @Override
    public void add(T value) {
        values.add(value);
    }

    @Override
    public ArrayList<T> getLocalValue() {
        return values;
    }

    @Override
    public void resetLocal() {
        values = new ArrayList<>();
    }

    @Override
    public void merge(Accumulator<T, ArrayList<T>> other) {
        values.addAll(other.getLocalValue());
    }

    @Override
    public ListAccumulator<T> clone() {
        ListAccumulator<T> copy = new ListAccumulator<>();
        copy.merge(this);
        return copy;
    }

    @Override
    public String toString() {
        return "List Accumulator " + values;
    }
}
