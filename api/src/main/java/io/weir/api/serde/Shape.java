package io.weir.api.serde;

import java.util.ArrayList;
import java.util.List;

/** How instances of one user class were written: enough to read them when the class has changed since. Two equal shapes, equal bytes. */
record Shape(Kind kind, String className, List<Member> members) {

    /** Written by ordinal: add at the end only. */
    enum Kind {
        RECORD,
        POJO,
        ENUM,
        ARRAY,
        CUSTOM;

        private static final Kind[] VALUES = values();

        boolean hasFields() {
            return this == RECORD || this == POJO;
        }
    }

    /** A field with its declared class, in the order of the bytes; or a constant of an enum, in the order of its ordinals, without type. */
    record Member(String name, String type) {}

    Shape {
        members = List.copyOf(members);
    }

    static Shape ofName(Kind kind, Class<?> type) {
        return new Shape(kind, type.getName(), List.of());
    }

    void write(BinaryOutput out) {
        out.writeByte(kind.ordinal());
        out.writeString(className);
        out.writeVarInt(members.size());
        for (Member member : members) {
            out.writeString(member.name());
            out.writeString(member.type());
        }
    }

    static Shape read(BinaryInput in) {
        int kind = in.readByte();
        if (kind < 0 || kind >= Kind.VALUES.length) {
            throw SerdeErrors.corrupt(in, "kind of class " + kind + " does not exist");
        }
        String className = in.readString();
        int count = in.readLength(2);
        List<Member> members = new ArrayList<>(Math.min(count, 256));
        for (int i = 0; i < count; i++) {
            members.add(new Member(in.readString(), in.readString()));
        }
        return new Shape(Kind.VALUES[kind], className, members);
    }
}
