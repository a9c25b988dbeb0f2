package io.weir.api.serde;

/** Finds how to read values that were written in an earlier {@link Shape} of their class, or says what changed too much. */
final class Evolution {

    private Evolution() {}

    /**
     * @throws IncompatibleTypeException if the class is gone, or changed in another way than by fields added or removed
     * @throws UnsupportedTypeException if the name is that of a class that is not data
     */
    static Codec<Object> readerOf(Shape stored, CodecRegistry registry, BinaryInput in) {
        Class<?> type = registry.load(stored.className());
        if (type == null) {
            throw SerdeErrors.classGone(stored);
        }
        ClassCodec present = describe(stored, type, registry);
        Shape shape = present.shape();
        if (shape == null) {
            throw SerdeErrors.corrupt(in, "built-in type " + stored.className() + " is described as a user class");
        }
        if (shape.equals(stored)) {
            return present.codec();
        }
        if (shape.kind().hasFields() && stored.kind().hasFields()) {
            return new EvolvedStructCodec(stored, StructLayout.of(present.type()), registry);
        }
        if (shape.kind() != stored.kind()) {
            throw SerdeErrors.kindChanged(stored, shape);
        }
        if ((Codec<?>) present.codec() instanceof EnumCodec enumCodec) {
            return ClassCodec.user(present.type(), enumCodec.reading(stored), stored)
                    .codec();
        }
        if (stored.kind() == Shape.Kind.CUSTOM) {
            throw SerdeErrors.codecChanged(stored);
        }
        throw SerdeErrors.corrupt(in, stored.className() + " is described in a way that no version of Weir writes");
    }

    private static ClassCodec describe(Shape stored, Class<?> type, CodecRegistry registry) {
        try {
            return registry.describe(type);
        } catch (UnsupportedTypeException e) {
            throw SerdeErrors.nowRefused(stored, e);
        }
    }
}
