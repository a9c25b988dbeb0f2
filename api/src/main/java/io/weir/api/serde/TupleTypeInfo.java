package io.weir.api.serde;

import io.weir.api.argument.Argument;
import io.weir.api.tuple.Tuple;

/** Describes a tuple. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class TupleTypeInfo<T extends Tuple> extends TypeInformation<T> {
    /** The tuple with so many fields, 1 to 25. */
    public TupleTypeInfo(TypeInformation<?>... types) {
        super(
                raw(Types.tupleClass(Argument.allGiven(types, "types").length)),
                parameters(Types.tupleClass(types.length), types));
    }

    public TupleTypeInfo(Class<T> tupleType, TypeInformation<?>... types) {
        super(Argument.given(tupleType, "tupleType"), parameters(tupleType, Argument.allGiven(types, "types")));
    }

    /** Of fields of basic types. */
    public static <X extends Tuple> TupleTypeInfo<X> getBasicTupleTypeInfo(Class<?>... basicTypes) {
        Argument.allGiven(basicTypes, "basicTypes");
        TypeInformation<?>[] types = new TypeInformation<?>[basicTypes.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = TypeInformation.of(basicTypes[i]);
        }
        return new TupleTypeInfo<>(types);
    }
}
