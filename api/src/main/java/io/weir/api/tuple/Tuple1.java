package io.weir.api.tuple;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tuple of one field, read and written by position or by name ({@code f0}). */
@SuppressWarnings("NullAway.Init") // fields of the no-argument form are set one by one
public class Tuple1<T0> extends Tuple {
    public T0 f0;

    /** All fields null, to be set one by one. */
    public Tuple1() {}

    public Tuple1(T0 f0) {
        this.f0 = f0;
    }

    public static <T0> Tuple1<T0> of(T0 f0) {
        return new Tuple1<>(f0);
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T getField(int position) {
        return (T)
                switch (position) {
                    case 0 -> f0;
                    default -> throw noSuchField(position);
                };
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> void setField(T value, int position) {
        switch (position) {
            case 0 -> f0 = (T0) value;
            default -> throw noSuchField(position);
        }
    }

    /** Sets all fields at once. */
    public void setFields(T0 f0) {
        this.f0 = f0;
    }

    /** A new tuple with the same field values: the fields are not copied. */
    @Override
    public Tuple1<T0> copy() {
        return new Tuple1<>(f0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Tuple1<?> that && Objects.equals(f0, that.f0));
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(f0);
    }
}
