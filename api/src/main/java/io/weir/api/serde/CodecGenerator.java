package io.weir.api.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Generates the codec of a record, plain object or tuple: straight code that reads and writes its fields, in a hidden class that is a
 * nest mate of the class it serves, so that private fields and constructors need no reflection. What was weighed against it, and what it
 * gains: decision 0002.
 */
final class CodecGenerator {

    private CodecGenerator() {}

    /**
     * Makes the codec of a class, and those of its superclasses that have fields.
     *
     * @throws UnsupportedTypeException if the class's package is closed to Weir, or cannot see it
     */
    static GeneratedCodec generate(StructLayout layout, boolean immutable) {
        return define(layout, layout.type(), superclassCodec(layout, layout.type()), immutable);
    }

    private static @Nullable GeneratedCodec superclassCodec(StructLayout layout, Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        if (layout.isRecord() || superclass == Object.class) {
            return null;
        }
        GeneratedCodec above = superclassCodec(layout, superclass);
        return layout.declaredBy(superclass).isEmpty() ? above : define(layout, superclass, above, false);
    }

    private static GeneratedCodec define(
            StructLayout layout, Class<?> owner, @Nullable GeneratedCodec parent, boolean immutable) {
        try {
            byte[] code = new CodecClass(layout, owner, parent != null).toByteArray();
            MethodHandles.Lookup inCodec =
                    FullAccess.to(owner).defineHiddenClass(code, false, MethodHandles.Lookup.ClassOption.NESTMATE);
            return (GeneratedCodec) inCodec.findConstructor(
                            inCodec.lookupClass(),
                            MethodType.methodType(void.class, GeneratedCodec.class, boolean.class))
                    .invoke(parent, immutable);
        } catch (IllegalAccessException e) {
            throw SerdeErrors.noAccess(owner, e);
        } catch (Throwable e) { // whatever a class loader or the verifier makes of it, the class has no codec
            throw SerdeErrors.noGeneratedCode(owner, e);
        }
    }
}
