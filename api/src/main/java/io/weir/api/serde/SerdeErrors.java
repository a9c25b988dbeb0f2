package io.weir.api.serde;

import java.util.Locale;

/** Every sentence a user can read about codecs, side by side. */
final class SerdeErrors {

    private static final String OWN_CODEC = "register a codec for it: env.registerCodec(TYPE.class, codec)";

    private SerdeErrors() {}

    // API-107: a class has no codec

    static UnsupportedTypeException lambda(Class<?> type) {
        return unsupported(
                type,
                "it is a lambda, a method reference or a hidden class: code, not data",
                "emit the data that it works on instead");
    }

    static UnsupportedTypeException jdkClass(Class<?> type) {
        return unsupported(
                type,
                "it belongs to the JDK and is not one of the values that Weir writes (boxes, String, java.math, java.time, java.sql's dates, "
                        + "UUID, arrays, Optional, Map.Entry, atomics, the standard collections)",
                hintForJdkClass(type));
    }

    private static String hintForJdkClass(Class<?> type) {
        if (java.util.Map.class.isAssignableFrom(type)) {
            return "copy it into a HashMap, LinkedHashMap or TreeMap, or " + OWN_CODEC;
        }
        if (java.util.Collection.class.isAssignableFrom(type)) {
            return "copy it into an ArrayList, LinkedHashSet or another standard collection, or " + OWN_CODEC;
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "turn it into a String with toString()";
        }
        return "keep it out of records and state (a transient field, opened in open()), or " + OWN_CODEC;
    }

    static UnsupportedTypeException extendsJdkClass(Class<?> type, Class<?> ancestor) {
        return unsupported(
                type,
                "it extends " + ancestor.getName() + ", whose fields Weir cannot see",
                "hold that object in a field instead of extending it, or " + OWN_CODEC);
    }

    static UnsupportedTypeException proxy(Class<?> type) {
        return unsupported(
                type, "it is a dynamic proxy, without fields of its own", "emit the data behind it, or " + OWN_CODEC);
    }

    static UnsupportedTypeException abstractClass(Class<?> type) {
        return unsupported(
                type,
                "it is " + (type.isInterface() ? "an interface" : type.isPrimitive() ? "a primitive type" : "abstract")
                        + ", and values are written by their own class",
                "ask for the class of a value (value.getClass()); fields may be declared with this type as they are");
    }

    static UnsupportedTypeException innerClass(Class<?> type) {
        return unsupported(
                type,
                "it is a non-static inner class: each instance drags along the "
                        + type.getEnclosingClass().getName() + " that created it",
                "make it static, or a record");
    }

    static UnsupportedTypeException anonymousClass(Class<?> type) {
        return unsupported(
                type,
                "it is an anonymous or local class with captured variables",
                "make it a record or a static nested class");
    }

    static UnsupportedTypeException noConstructor(Class<?> type) {
        return unsupported(
                type,
                "it has no constructor without arguments, so that Weir cannot make one to fill in",
                "make it a record, add a constructor without arguments (it may be private), or " + OWN_CODEC);
    }

    static UnsupportedTypeException finalField(Class<?> type, String field) {
        return unsupported(
                type,
                "its field '" + field + "' is final, so that Weir cannot fill it in",
                "make the class a record, or the field not final");
    }

    static UnsupportedTypeException noAccess(Class<?> type, Throwable cause) {
        return new UnsupportedTypeException(
                "[API-107] " + type.getName() + " has no codec. Its package is not open to Weir (" + cause.getMessage()
                        + "). Add \"opens " + type.getPackageName() + ";\" to the module-info of " + type.getModule()
                        + ", or " + OWN_CODEC + ".",
                cause);
    }

    static UnsupportedTypeException noGeneratedCode(Class<?> type, Throwable cause) {
        return new UnsupportedTypeException(
                "[API-107] " + type.getName() + " has no codec. Code for it could not be generated: " + cause
                        + ". Check that its class "
                        + "loader sees Weir's API and that it has fewer than a few thousand fields, or " + OWN_CODEC
                        + ".",
                cause);
    }

    static UnsupportedTypeException unusableClass(LinkageError cause) {
        return new UnsupportedTypeException(
                "[API-107] The data contains a class that cannot be used: " + cause
                        + ". It, or a class that it needs, is missing or cannot be initialized here. Put it and what it needs in the job's jar, or "
                        + OWN_CODEC + ".",
                cause);
    }

    static UnsupportedTypeException comparator(Class<?> type) {
        return new UnsupportedTypeException(
                "[API-107] A " + type.getSimpleName() + " with a comparator of its own cannot be written. A "
                        + "comparator is code, not data. Use the natural order of the elements, Comparator.reverseOrder() or "
                        + "String.CASE_INSENSITIVE_ORDER, or a LinkedHashMap or LinkedHashSet filled in order.");
    }

    static UnsupportedTypeException emptyEnum(Class<?> type) {
        return new UnsupportedTypeException(
                "[API-107] An EnumSet or EnumMap of an enum without constants cannot be written: nothing tells its type. "
                        + "Give the enum a constant, or use a HashSet.");
    }

    /** {@code path} leads from a class that is being checked to the one that was refused, as {@code a.B.field}. */
    static UnsupportedTypeException at(String path, UnsupportedTypeException refused) {
        return new UnsupportedTypeException(refused.getMessage() + " (reached through " + path + ")", refused);
    }

    static UnsupportedTypeException tooDeep(Class<?> type) {
        return new UnsupportedTypeException(
                "[DATA-303] A value is nested deeper than " + TypeTable.MAX_DEPTH + " levels, at a "
                        + type.getName()
                        + ". It probably contains itself, or is a linked list of records. Refer by id instead of by reference, or "
                        + "hold the elements in a List.");
    }

    static UnsupportedTypeException tooLarge(long needed, long max) {
        return new UnsupportedTypeException(
                "[DATA-302] A value takes more than " + max + " bytes (" + needed + " were needed so far). "
                        + "Arrays of the JVM end there. Split the record, or keep the bulk in a file and emit its name.");
    }

    static IllegalArgumentException registersBuiltIn(Class<?> type) {
        return new IllegalArgumentException(
                "[API-115] A codec cannot be registered for " + type.getName() + ". Weir writes this type "
                        + "itself, with a fixed tag. Wrap the value in a record of your own and register a codec for that.");
    }

    private static UnsupportedTypeException unsupported(Class<?> type, String why, String remedy) {
        return new UnsupportedTypeException("[API-107] " + type.getName() + " has no codec: " + why + ". "
                + remedy.substring(0, 1).toUpperCase(Locale.ROOT) + remedy.substring(1) + ".");
    }

    // DATA-306: bytes that no codec wrote

    static CorruptDataException corrupt(BinaryInput in, String what) {
        return new CorruptDataException(corruptSentence(in, what));
    }

    static CorruptDataException corrupt(BinaryInput in, String what, RuntimeException cause) {
        return new CorruptDataException(corruptSentence(in, what), cause);
    }

    private static String corruptSentence(BinaryInput in, String what) {
        return "[DATA-306] Data cannot be read at byte " + in.position() + ": " + what
                + ". It was cut short or changed on its way, or is not what Weir wrote. Restore from an intact checkpoint; if it is intact, "
                + "report this as a bug.";
    }

    // CKP-405: bytes of another version of a class

    static IncompatibleTypeException classGone(Shape stored) {
        return new IncompatibleTypeException(
                "[CKP-405] The data contains " + stored.className() + ", which the job does not have. It was "
                        + "renamed, moved or left out of the jar. Give it back its old name, or start without this data.");
    }

    static IncompatibleTypeException kindChanged(Shape stored, Shape present) {
        return new IncompatibleTypeException("[CKP-405] " + stored.className() + " was written as "
                + name(stored.kind()) + " and is now " + name(present.kind())
                + ". Only fields may be added or removed. Restore the old class, or give the new one another name.");
    }

    static IncompatibleTypeException fieldChanged(Shape stored, String field, String oldType, String newType) {
        return new IncompatibleTypeException(
                "[CKP-405] Field '" + field + "' of " + stored.className() + " was written as " + oldType
                        + " and is now " + newType
                        + ". Only fields may be added or removed. Keep the old field, and add one of the new type "
                        + "under another name.");
    }

    static IncompatibleTypeException constantGone(Shape stored, String constant) {
        return new IncompatibleTypeException(
                "[CKP-405] The data contains the constant " + constant + " of " + stored.className()
                        + ", which the enum no longer has. Constants may be added and reordered, not removed or renamed. Give it back.");
    }

    static IncompatibleTypeException codecChanged(Shape stored) {
        return new IncompatibleTypeException(
                "[CKP-405] The data contains " + stored.className() + ", written by "
                        + (stored.members().isEmpty()
                                ? "a codec that the program registered. It does not register one now, and Weir's own reads other bytes. Call env.registerCodec"
                                        + " with that codec again."
                                : "Weir's own codec. The program registers another now, which reads other bytes. Leave that registration out."));
    }

    static IncompatibleTypeException nowRefused(Shape stored, UnsupportedTypeException cause) {
        IncompatibleTypeException e = new IncompatibleTypeException("[CKP-405] The data contains " + stored.className()
                + ", written as " + name(stored.kind()) + ", which has no codec now. Why: " + cause.getMessage()
                + " Restore what made it a value, or register the codec that it was written with.");
        e.initCause(cause);
        return e;
    }

    private static String name(Shape.Kind kind) {
        return switch (kind) {
            case RECORD -> "a record";
            case POJO -> "a plain object";
            case ENUM -> "an enum";
            case ARRAY -> "an array";
            case CUSTOM -> "a value of a registered codec";
        };
    }
}
