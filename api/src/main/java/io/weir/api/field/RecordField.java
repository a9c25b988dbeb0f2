package io.weir.api.field;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A component of a Java record. */
final class RecordField extends FieldAccess {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

    private final MethodHandle[] getters;
    private final MethodHandle constructor;
    private final int position;
    private final MethodHandle getter;

    private RecordField(MethodHandle[] getters, MethodHandle constructor, int position) {
        this.getters = getters;
        this.constructor = constructor;
        this.position = position;
        this.getter = getters[position];
    }

    static FieldAccess of(Class<?> type, FieldRef field) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        int position = field instanceof FieldRef.At at ? at.position() : names.indexOf(((FieldRef.Named) field).name());
        if (position < 0 || position >= components.length) {
            throw noSuchField(type, field, names);
        }
        try {
            MethodHandle[] getters = new MethodHandle[components.length];
            for (int i = 0; i < getters.length; i++) {
                Method accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                getters[i] = MethodHandles.lookup().unreflect(accessor).asType(GETTER);
            }
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            MethodHandle constructor = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, components.length)
                    .asType(CONSTRUCTOR);
            return new RecordField(getters, constructor, position);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw Reflection.closed(type, e);
        }
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
            Object[] values = new Object[getters.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = i == position ? value : (Object) getters[i].invokeExact(record);
            }
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw Reflection.rethrown(e);
        }
    }
}
