package io.weir.api.field;

import io.weir.api.tuple.Tuple;
import java.util.List;

/** Reads one field of the records of one class, and makes copies that differ in it. Safe for any thread. */
abstract class FieldAccess {
    abstract Object get(Object record);

    /** A copy with another value in the field; the record itself stays as it is. */
    abstract Object with(Object record, Object value);

    /**
     * The field of this record's class.
     *
     * @throws IllegalArgumentException [API-121] if there is none
     */
    static FieldAccess of(Object record, FieldRef field) {
        Class<?> type = record.getClass();
        if (record instanceof Tuple tuple && type == Tuple.getTupleClass(tuple.getArity())) {
            return new TupleField(positionIn(tuple, field));
        } else if (type.isRecord()) {
            return RecordField.of(type, field);
        } else if (type.getName().startsWith("java.") || type.isArray()) {
            return WholeValue.of(type, field);
        }
        String name =
                field instanceof FieldRef.At at && record instanceof Tuple ? "f" + at.position() : nameOf(type, field);
        return ObjectField.of(type, name);
    }

    static IllegalArgumentException noSuchField(Class<?> type, FieldRef field, List<String> there) {
        return new IllegalArgumentException("[API-121] There is no field " + field + " in " + type.getName() + ". "
                + (there.isEmpty() ? "It has no fields." : "Its fields are " + String.join(", ", there) + ".")
                + " Name one of them, or give a lambda.");
    }

    private static int positionIn(Tuple tuple, FieldRef field) {
        List<String> names = java.util.stream.IntStream.range(0, tuple.getArity())
                .mapToObj(i -> "f" + i)
                .toList();
        int position = field instanceof FieldRef.At at ? at.position() : names.indexOf(((FieldRef.Named) field).name());
        if (position < 0 || position >= tuple.getArity()) {
            throw noSuchField(tuple.getClass(), field, names);
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
