package io.weir.api.tuple;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of fields of different types, mutable and public as in Flink. A tuple must not change once it was emitted or used
 * as a key: records travel by reference.
 */
public abstract class Tuple implements Serializable {
    /** The largest arity there is. */
    public static final int MAX_ARITY = 25;

    /** How many fields this tuple has, 1 to {@value #MAX_ARITY}. */
    public abstract int getArity();

    /**
     * The field at a position counted from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public abstract <T> T getField(int position);

    /**
     * Sets the field at a position counted from 0; the type is not checked.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     */
    public abstract <T> void setField(T value, int position);

    /** A new tuple with the same field values. */
    public abstract Tuple copy();

    /** The tuple class of an arity. */
    public static Class<? extends Tuple> getTupleClass(int arity) {
        return Tuples.classOf(arity);
    }

    /** A tuple of the given arity with all fields null. */
    public static Tuple newInstance(int arity) {
        return Tuples.create(arity);
    }

    /** The fields in parentheses, separated by commas; arrays by their content. */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < getArity(); i++) {
            text.append(i == 0 ? "" : ",").append(text(getField(i)));
        }
        return text.append(')').toString();
    }

    final IndexOutOfBoundsException noSuchField(int position) {
        return new IndexOutOfBoundsException(
                "a Tuple" + getArity() + " has fields 0 to " + (getArity() - 1) + ", there is no field " + position);
    }

    private static String text(@Nullable Object field) {
        if (field == null || !field.getClass().isArray()) {
            return String.valueOf(field);
        }
        String inBrackets = Arrays.deepToString(new Object[] {field});
        return inBrackets.substring(1, inBrackets.length() - 1);
    }
}
