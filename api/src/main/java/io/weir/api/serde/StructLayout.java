package io.weir.api.serde;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of a record or plain object that are data, in the order in which they are written: record components as declared; fields of
 * plain objects by name, those of the topmost superclass first, because reflection promises no order.
 */
record StructLayout(Class<?> type, boolean isRecord, List<FieldLayout> fields) {

    /** One field; {@code owner} is the class that declares it. */
    record FieldLayout(Class<?> owner, String name, Class<?> type) {}

    /**
     * Finds the fields of a class.
     *
     * @throws UnsupportedTypeException if the class cannot be made again from them
     */
    static StructLayout of(Class<?> type) {
        if (type.isRecord()) {
            List<FieldLayout> fields = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                fields.add(new FieldLayout(type, component.getName(), component.getType()));
            }
            return new StructLayout(type, true, fields);
        }
        if (Arrays.stream(type.getDeclaredConstructors()).noneMatch(c -> c.getParameterCount() == 0)) {
            throw SerdeErrors.noConstructor(type);
        }
        List<FieldLayout> fields = new ArrayList<>();
        addFields(type, fields);
        return new StructLayout(type, false, fields);
    }

    private static void addFields(Class<?> owner, List<FieldLayout> fields) {
        if (owner == Object.class) {
            return;
        }
        addFields(owner.getSuperclass(), fields);
        Field[] declared = owner.getDeclaredFields();
        Arrays.sort(declared, Comparator.comparing(Field::getName));
        for (Field field : declared) {
            if (Modifier.isStatic(field.getModifiers()) || Modifier.isTransient(field.getModifiers())) {
                continue;
            }
            if (Modifier.isFinal(field.getModifiers())) {
                throw SerdeErrors.finalField(owner, field.getName());
            }
            fields.add(new FieldLayout(owner, field.getName(), field.getType()));
        }
    }

    /** The part of one class in the hierarchy. */
    List<FieldLayout> declaredBy(Class<?> owner) {
        return fields.stream().filter(field -> field.owner() == owner).toList();
    }

    /** A field that hides one of a superclass gets another name there, because values are matched by name. */
    Shape shape() {
        List<Shape.Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (FieldLayout field : fields) {
            String name = field.name();
            while (!names.add(name)) {
                name += "'";
            }
            members.add(new Shape.Member(name, field.type().getName()));
        }
        return new Shape(isRecord ? Shape.Kind.RECORD : Shape.Kind.POJO, type.getName(), members);
    }
}
