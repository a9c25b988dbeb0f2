package io.weir.api.field;

import io.weir.api.tuple.Tuple;
import java.util.List;

/** Reads one field of the records of one class, and makes copies that differ in it. Safe for any thread. */
abstract class FieldAccess {
    abstract Object get(Object record);

    /** A copy with another value in the field; the record itself stays as it is. */
    abstract Object with(Object record, Object value);

    /** The record itself with another value in the field if it can change, or else a copy. */
    Object put(Object record, Object value) {
        return with(record, value);
    }

    /**
     * The field of a class of records.
     *
     * @throws IllegalArgumentException [API-121] if there is none
     */
    static FieldAccess of(Class<?> type, FieldRef field) {
        int arity = arityOf(type);
        if (arity >= 0) {
            return new TupleField(positionIn(type, arity, field));
        } else if (type.isRecord()) {
            return RecordField.of(type, field);
        } else if (type.getName().startsWith("java.") || type.isArray()) {
            return WholeValue.of(type, field);
        }
        String name = field instanceof FieldRef.At at && Tuple.class.isAssignableFrom(type)
                ? "f" + at.position()
                : nameOf(type, field);
        return ObjectField.of(type, name);
    }

    static IllegalArgumentException noSuchField(Class<?> type, FieldRef field, List<String> there) {
        return new IllegalArgumentException("[API-121] There is no field " + field + " in " + type.getName() + ". "
                + (there.isEmpty() ? "It has no fields." : "Its fields are " + String.join(", ", there) + ".")
                + " Name one of them, or give a lambda.");
    }

    /** Of one of the tuple classes themselves; -1 for all others. */
    private static int arityOf(Class<?> type) {
        if (type.getSuperclass() == Tuple.class) {
            for (int arity = 1; arity <= Tuple.MAX_ARITY; arity++) {
                if (Tuple.getTupleClass(arity) == type) {
                    return arity;
                }
            }
        }
        return -1;
    }

    private static int positionIn(Class<?> type, int arity, FieldRef field) {
        List<String> names = java.util.stream.IntStream.range(0, arity)
                .mapToObj(i -> "f" + i)
                .toList();
        int position = field instanceof FieldRef.At at ? at.position() : names.indexOf(((FieldRef.Named) field).name());
        if (position < 0 || position >= arity) {
            throw noSuchField(type, field, names);
        }
        return position;
    }

    private static String nameOf(Class<?> type, FieldRef field) {
        if (field instanceof FieldRef.Named named) {
            return named.name();
        }
        throw new IllegalArgumentException(
                "[API-121] Field " + field + " of " + type.getName() + " cannot be found. The fields of an "
                        + "object have no order; only tuples and Java records have positions. Give the field's name, or a lambda.");
    }

    /** A field of a tuple. */
    private static final class TupleField extends FieldAccess {
        private final int position;

        TupleField(int position) {
            this.position = position;
        }

        @Override
        Object get(Object record) {
            return ((Tuple) record).getField(position);
        }

        @Override
        Object with(Object record, Object value) {
            Tuple copy = ((Tuple) record).copy();
            copy.setField(value, position);
            return copy;
        }

        @Override
        Object put(Object record, Object value) {
            ((Tuple) record).setField(value, position);
            return record;
        }
    }

    /** A number or string, which is its own only field. */
    private static final class WholeValue extends FieldAccess {
        static FieldAccess of(Class<?> type, FieldRef field) {
            if (field instanceof FieldRef.At at && at.position() == 0 && Comparable.class.isAssignableFrom(type)) {
                return new WholeValue();
            }
            throw noSuchField(type, field, List.of());
        }

        @Override
        Object get(Object record) {
            return record;
        }

        @Override
        Object with(Object record, Object value) {
            return value;
        }
    }
}
