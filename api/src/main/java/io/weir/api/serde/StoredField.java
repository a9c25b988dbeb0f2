package io.weir.api.serde;

import org.jspecify.annotations.Nullable;

/** Reads and drops fields by the name of their stored type, as far as the format of a field goes. */
final class StoredField {

    private StoredField() {}

    /** Reads a field that is still wanted; a primitive comes in its box. */
    static @Nullable Object read(String type, BinaryInput in, ValueReader nested) {
        return switch (type) {
            case "boolean" -> in.readBoolean();
            case "byte" -> in.readByte();
            case "short" -> in.readShort();
            case "char" -> in.readChar();
            case "int" -> in.readInt();
            case "long" -> in.readLong();
            case "float" -> in.readFloat();
            case "double" -> in.readDouble();
            case "java.lang.String" -> in.readNullableString();
            default -> nested.read(in);
        };
    }

    /** Passes over a field that is gone; values in it may be of classes that are gone too. */
    static void skip(String type, BinaryInput in, ValueReader nested) {
        boolean isValue = switch (type) {
            case "boolean", "byte", "short", "char", "int", "long", "float", "double", "java.lang.String" -> false;
            default -> true;
        };
        if (isValue) {
            nested.skip(in);
        } else {
            read(type, in, nested);
        }
    }
}
