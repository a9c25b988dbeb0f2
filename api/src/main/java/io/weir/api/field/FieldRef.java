package io.weir.api.field;

import io.weir.api.argument.Argument;
import java.io.Serializable;

/** Names a field of a record. */
public sealed interface FieldRef extends Serializable {
    /** By position, from 0: of a tuple or a Java record. Position 0 of a number or string is the value itself. */
    record At(int position) implements FieldRef {
        public At {
            if (position < 0) {
                throw new IllegalArgumentException(
                        "[API-121] There is no field " + position + ". Positions count from 0. Give 0 or more.");
            }
        }

        @Override
        public String toString() {
            return Integer.toString(position);
        }
    }

    /** By name: {@code f0} of a tuple, a component of a Java record, a field of an object. */
    record Named(String name) implements FieldRef {
        public Named {
            Argument.named(name, "field");
        }

        @Override
        public String toString() {
            return "'" + name + "'";
        }
    }
}
