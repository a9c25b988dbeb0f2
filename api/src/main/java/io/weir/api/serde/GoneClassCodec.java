package io.weir.api.serde;

/** Passes over values of a class that is gone, inside a field that is gone; what it returns only fills their place. */
record GoneClassCodec(Shape stored) implements Codec<Object> {

    private static final Object GONE = new Object();

    @Override
    public void encode(Object value, BinaryOutput out, ValueWriter nested) {
        throw new AssertionError("only reads");
    }

    @Override
    public Object decode(BinaryInput in, ValueReader nested) {
        switch (stored.kind()) {
            case RECORD, POJO -> {
                for (Shape.Member member : stored.members()) {
                    StoredField.skip(member.type(), in, nested);
                }
            }
            case ENUM -> in.readVarInt();
            case ARRAY -> {
                int length = in.readLength(1);
                for (int i = 0; i < length; i++) {
                    nested.skip(in);
                }
            }
            case CUSTOM -> throw SerdeErrors.classGone(stored);
        }
        return GONE;
    }

    @Override
    public boolean isImmutable() {
        return true;
    }

    @Override
    public Object copy(Object value, ValueCopier nested) {
        return value;
    }
}
