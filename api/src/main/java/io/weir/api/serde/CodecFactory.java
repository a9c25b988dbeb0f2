package io.weir.api.serde;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/** Decides how values of a class are written, or refuses the class with a sentence. */
final class CodecFactory {

    private CodecFactory() {}

    static ClassCodec create(Class<?> type, CodecRegistry registry) {
        ClassCodec builtIn = BuiltInCodecs.find(type);
        if (builtIn != null) {
            return builtIn;
        }
        if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
            return enumCodec(type, registry);
        }
        if (type.isArray()) {
            return ClassCodec.user(
                    type, new ObjectArrayCodec(type.getComponentType()), Shape.ofName(Shape.Kind.ARRAY, type));
        }
        ClassCodec ofTheJdk = JdkCodecs.find(type);
        if (ofTheJdk != null) {
            return ofTheJdk;
        }
        refuseWhatIsNoData(type);
        StructLayout layout = StructLayout.of(type);
        TypeChecks.checkFields(layout, registry);
        return ClassCodec.user(type, CodecGenerator.generate(layout, Immutability.of(type, registry)), layout.shape());
    }

    /** The class of a constant with a body is not the enum itself. */
    private static ClassCodec enumCodec(Class<?> type, CodecRegistry registry) {
        Class<?> declaring = type.isEnum() ? type : type.getSuperclass();
        if (declaring != type) {
            return registry.describe(declaring);
        }
        EnumCodec codec = EnumCodec.of(declaring);
        return ClassCodec.user(declaring, codec, codec.shape());
    }

    static void refuseWhatIsNoData(Class<?> type) {
        if (type.isHidden() || type.isSynthetic()) {
            throw SerdeErrors.lambda(type);
        }
        if (Proxy.isProxyClass(type)) {
            throw SerdeErrors.proxy(type);
        }
        if (isJdkClass(type)) {
            throw SerdeErrors.jdkClass(type);
        }
        if (type.isInterface() || type.isPrimitive() || Modifier.isAbstract(type.getModifiers())) {
            throw SerdeErrors.abstractClass(type);
        }
        if (type.isRecord()) {
            return; // records are static, and extend nothing
        }
        for (Class<?> ancestor = type.getSuperclass(); ancestor != Object.class; ancestor = ancestor.getSuperclass()) {
            if (isJdkClass(ancestor)) {
                throw SerdeErrors.extendsJdkClass(type, ancestor);
            }
        }
        if (type.isAnonymousClass() || type.isLocalClass()) {
            throw SerdeErrors.anonymousClass(type);
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            throw SerdeErrors.innerClass(type);
        }
    }

    static boolean isJdkClass(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.")
                || name.startsWith("com.sun.");
    }
}
