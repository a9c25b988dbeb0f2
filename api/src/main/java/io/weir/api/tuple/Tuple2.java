package io.weir.api.tuple;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tuple of two fields, read and written by position or by name ({@code f0} to {@code f1}). */
@SuppressWarnings("NullAway.Init") // fields of the no-argument form are set one by one
public class Tuple2<T0, T1> extends Tuple {
    public T0 f0;
    public T1 f1;

    /** All fields null, to be set one by one. */
    public Tuple2() {}

    public Tuple2(T0 f0, T1 f1) {
        this.f0 = f0;
        this.f1 = f1;
    }

    public static <T0, T1> Tuple2<T0, T1> of(T0 f0, T1 f1) {
        return new Tuple2<>(f0, f1);
    }

    @Override
    public int getArity() {
        return 2;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T getField(int position) {
        return (T)
                switch (position) {
                    case 0 -> f0;
                    case 1 -> f1;
                    default -> throw noSuchField(position);
                };
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> void setField(T value, int position) {
        switch (position) {
            case 0 -> f0 = (T0) value;
            case 1 -> f1 = (T1) value;
            default -> throw noSuchField(position);
        }
    }

    /** Sets all fields at once. */
    public void setFields(T0 f0, T1 f1) {
        this.f0 = f0;
        this.f1 = f1;
    }

    /** A new tuple with the two fields exchanged. */
    public Tuple2<T1, T0> swap() {
        return new Tuple2<>(f1, f0);
    }

    /** A new tuple with the same field values: the fields are not copied. */
    @Override
    public Tuple2<T0, T1> copy() {
        return new Tuple2<>(f0, f1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Tuple2<?, ?> that && Objects.equals(f0, that.f0) && Objects.equals(f1, that.f1));
    }

    @Override
    public int hashCode() {
        int hash = Objects.hashCode(f0);
        return 31 * hash + Objects.hashCode(f1);
    }
}
