package io.weir.api.serde;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;

/** Tells from declarations alone which classes can never change: records of immutable final types, all the way down. */
final class Immutability {

    private Immutability() {}

    static boolean of(Class<?> type, CodecRegistry registry) {
        return isImmutable(type, registry, new HashSet<>());
    }

    /** {@code assumed} holds the records under way: one that contains itself is immutable if all else in it is. */
    private static boolean isImmutable(Class<?> type, CodecRegistry registry, Set<Class<?>> assumed) {
        if (type.isPrimitive() || type.isEnum()) {
            return true;
        }
        if (!Modifier.isFinal(type.getModifiers())) {
            return false; // a subclass may be anything
        }
        ClassCodec known = registry.known(type);
        ClassCodec found = known != null ? known : BuiltInCodecs.find(type);
        found = found != null ? found : JdkCodecs.find(type);
        if (found != null) {
            return found.codec().isImmutable();
        }
        if (!type.isRecord()) {
            return false;
        }
        if (!assumed.add(type)) {
            return true;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (!isImmutable(component.getType(), registry, assumed)) {
                return false;
            }
        }
        return true;
    }
}
