package io.weir.api.serde;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record or plain object that was written with other fields: those that are gone are read and dropped, those that are new keep
 * their default (zero, false or null in a record; what the constructor sets in a plain object). Slower than generated code, and never
 * writes: new values are written in the present shape.
 */
final class EvolvedStructCodec implements Codec<Object> {

    private static final int GONE = -1;

    private final Shape stored;
    private final StructLayout present;
    /** For each stored field its index among the present ones, or {@link #GONE}. */
    private final int[] targets;

    private final MethodHandle constructor;
    private final List<MethodHandle> setters = new ArrayList<>();

    EvolvedStructCodec(Shape stored, StructLayout present, CodecRegistry registry) {
        this.stored = stored;
        this.present = present;
        this.targets = new int[stored.members().size()];
        List<Shape.Member> now = present.shape().members();
        for (int i = 0; i < targets.length; i++) {
            targets[i] = find(stored.members().get(i), now, registry);
        }
        try {
            constructor = findConstructor();
            if (!present.isRecord()) {
                for (StructLayout.FieldLayout field : present.fields()) {
                    setters.add(MethodHandles.privateLookupIn(field.owner(), MethodHandles.lookup())
                            .findSetter(field.owner(), field.name(), field.type())
                            .asType(MethodType.methodType(void.class, Object.class, Object.class)));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw SerdeErrors.noAccess(present.type(), e);
        }
    }

    private int find(Shape.Member member, List<Shape.Member> now, CodecRegistry registry) {
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).name().equals(member.name())) {
                requireSameType(member, i, registry);
                return i;
            }
        }
        return GONE;
    }

    /** A field may become wider in its declaration only where its bytes stay the same: {@code ArrayList} to {@code List}. */
    private void requireSameType(Shape.Member member, int index, CodecRegistry registry) {
        Class<?> type = present.fields().get(index).type();
        if (type.getName().equals(member.type())) {
            return;
        }
        Class<?> before = registry.load(member.type());
        if (before == null || before == String.class || type == String.class || !type.isAssignableFrom(before)) {
            throw SerdeErrors.fieldChanged(stored, member.name(), member.type(), type.getName());
        }
    }

    private MethodHandle findConstructor() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(present.type(), MethodHandles.lookup());
        Class<?>[] parameters = present.isRecord()
                ? present.fields().stream().map(StructLayout.FieldLayout::type).toArray(Class<?>[]::new)
                : new Class<?>[0];
        MethodHandle found = lookup.findConstructor(present.type(), MethodType.methodType(void.class, parameters));
        return found.asType(found.type().changeReturnType(Object.class)).asSpreader(Object[].class, parameters.length);
    }

    @Override
    public Object decode(BinaryInput in, ValueReader nested) {
        @Nullable Object[] values = new Object[present.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = present.isRecord() ? zeroOf(present.fields().get(i).type()) : null;
        }
        boolean[] read = new boolean[values.length];
        for (int i = 0; i < targets.length; i++) {
            String type = stored.members().get(i).type();
            if (targets[i] == GONE) {
                StoredField.skip(type, in, nested);
            } else {
                values[targets[i]] = StoredField.read(type, in, nested);
                read[targets[i]] = true;
            }
        }
        return make(values, read);
    }

    private Object make(@Nullable Object[] values, boolean[] read) {
        try {
            if (present.isRecord()) {
                return constructor.invoke(values);
            }
            Object made = constructor.invoke(new Object[0]);
            for (int i = 0; i < read.length; i++) {
                if (read[i]) {
                    setters.get(i).invoke(made, values[i]);
                }
            }
            return made;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "the constructor of " + present.type().getName() + " failed: " + e, e);
        }
    }

    private static @Nullable Object zeroOf(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    @Override
    public void encode(Object value, BinaryOutput out, ValueWriter nested) {
        throw new AssertionError("values are written in the present shape of " + stored.className());
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public Object copy(Object value, ValueCopier nested) {
        throw new AssertionError("values are copied by the present codec of " + stored.className());
    }
}
