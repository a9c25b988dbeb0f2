package io.weir.actors.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Makes an instance of any record, with something in every component. */
final class SampleValues {
    private final ActorRef<?> ref;
    private int counter;

    SampleValues(ActorRef<?> ref) {
        this.ref = ref;
    }

    Object of(Type type) throws ReflectiveOperationException {
        counter++;
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? new ArrayList<>(List.of(of(generic.getActualTypeArguments()[0])))
                    : ref;
        }
        Class<?> raw = (Class<?>) type;
        if (raw == long.class || raw == Long.class) {
            return (long) counter;
        } else if (raw == int.class) {
            return counter;
        } else if (raw == boolean.class) {
            return counter % 2 == 0;
        } else if (raw == String.class) {
            return "text-" + counter;
        } else if (raw == byte[].class) {
            return new byte[] {1, 2, (byte) counter};
        } else if (raw.isEnum()) {
            return raw.getEnumConstants()[counter % raw.getEnumConstants().length];
        } else if (raw.isSealed()) {
            return of(raw.getPermittedSubclasses()[counter % raw.getPermittedSubclasses().length]);
        }
        return record(raw);
    }

    private Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(components[i].getGenericType());
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }
}
