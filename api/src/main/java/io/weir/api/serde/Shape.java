package io.weir.api.serde;

import java.util.ArrayList;
import java.util.List;

/** How instances of one user class were written: enough to read them when the class has changed since. Two equal shapes, equal bytes. */
record Shape(Kind kind, String className, List<Member> members) {

    /** The code is part of the format. */
    enum Kind {
        RECORD(0),
        POJO(1),
        ENUM(2),
        ARRAY(3),
        CUSTOM(4);

        private static final Kind[] VALUES = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        static Kind read(BinaryInput in) {
            int code = in.readByte();
            for (Kind kind : VALUES) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw SerdeErrors.corrupt(in, "kind of class " + code + " does not exist");
        }

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
        out.writeByte(kind.code);
        out.writeString(className);
        out.writeVarInt(members.size());
        for (Member member : members) {
            out.writeString(member.name());
            out.writeString(member.type());
        }
    }

    static Shape read(BinaryInput in) {
        Kind kind = Kind.read(in);
        String className = in.readString();
        int count = in.readLength(2);
        List<Member> members = new ArrayList<>(Math.min(count, 256));
        for (int i = 0; i < count; i++) {
            members.add(new Member(in.readString(), in.readString()));
        }
        return new Shape(kind, className, members);
    }
}
