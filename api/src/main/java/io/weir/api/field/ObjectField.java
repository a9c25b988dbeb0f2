package io.weir.api.field;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** A field of a plain object with a constructor without arguments. */
final class ObjectField extends FieldAccess {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType SETTER = MethodType.methodType(void.class, Object.class, Object.class);

    private final MethodHandle constructor;
    private final MethodHandle[] getters;
    private final MethodHandle[] setters;
    private final int position;
    private final MethodHandle getter;

    private ObjectField(MethodHandle constructor, MethodHandle[] getters, MethodHandle[] setters, int position) {
        this.constructor = constructor;
        this.getters = getters;
        this.setters = setters;
        this.position = position;
        this.getter = getters[position];
    }

    static FieldAccess of(Class<?> type, String name) {
        List<Field> fields = fieldsOf(type);
        List<String> names = fields.stream().map(Field::getName).toList();
        int position = names.indexOf(name);
        if (position < 0) {
            throw noSuchField(type, new FieldRef.Named(name), names);
        }
        try {
            Constructor<?> empty = type.getDeclaredConstructor();
            empty.setAccessible(true);
            MethodHandle constructor =
                    MethodHandles.lookup().unreflectConstructor(empty).asType(MethodType.methodType(Object.class));
            MethodHandle[] getters = new MethodHandle[fields.size()];
            MethodHandle[] setters = new MethodHandle[fields.size()];
            for (int i = 0; i < getters.length; i++) {
                Field field = fields.get(i);
                field.setAccessible(true);
                getters[i] = MethodHandles.lookup().unreflectGetter(field).asType(GETTER);
                setters[i] = MethodHandles.lookup().unreflectSetter(field).asType(SETTER);
            }
            return new ObjectField(constructor, getters, setters, position);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "[API-121] Field '" + name + "' of " + type.getName() + " cannot be used by name. The "
                            + "class has no constructor without arguments. Add one, make it a Java record, or give a lambda.",
                    e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw Reflection.closed(type, e);
        }
    }

    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    @Override
    Object get(Object record) {
        try {
            return (Object) getter.invokeExact(record);
        } catch (Throwable e) {
            throw Reflection.rethrown(e);
        }
    }

    @Override
    Object with(Object record, Object value) {
        try {
            Object copy = (Object) constructor.invokeExact();
            for (int i = 0; i < getters.length; i++) {
                Object part = i == position ? value : (Object) getters[i].invokeExact(record);
                setters[i].invokeExact(copy, part);
            }
            return copy;
        } catch (Throwable e) {
            throw Reflection.rethrown(e);
        }
    }

    @Override
    Object put(Object record, Object value) {
        try {
            setters[position].invokeExact(record, value);
            return record;
        } catch (Throwable e) {
            throw Reflection.rethrown(e);
        }
    }
}
