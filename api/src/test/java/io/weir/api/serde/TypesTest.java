package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.tuple.Tuple2;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypesTest {

    @Test
    void aHintCapturesTypeParameters() {
        TypeInformation<Tuple2<String, List<Integer>>> captured =
                new TypeHint<Tuple2<String, List<Integer>>>() {}.getTypeInfo();

        assertThat(captured).hasToString("Tuple2<String, List<Integer>>");
        assertThat((Class<?>) captured.getTypeClass()).isEqualTo(Tuple2.class);
        assertThat(TypeInformation.of(new TypeHint<Tuple2<String, List<Integer>>>() {}))
                .isEqualTo(captured);
        assertThat(new TypeHint<List<String>[]>() {}.getTypeInfo().getTypeClass())
                .isEqualTo(List[].class);
    }

    @Test
    @SuppressWarnings("rawtypes")
    void aHintWithoutTypeParameterSaysHowToWriteOne() {
        assertThatThrownBy(() -> new TypeHint() {})
                .hasMessageStartingWith("[API-116] A TypeHint has no type parameter.");
    }

    @Test
    void namesOfFlinkDescribeTypes() {
        TypeInformation<Tuple2<String, Integer>> tuple = Types.TUPLE(Types.STRING, Types.INT);

        assertThat(tuple)
                .hasToString("Tuple2<String, Integer>")
                .isEqualTo(new TypeHint<Tuple2<String, Integer>>() {}.getTypeInfo());
        assertThat(Types.LIST(Types.LONG)).hasToString("List<Long>");
        assertThat(Types.MAP(Types.STRING, tuple)).hasToString("Map<String, Tuple2<String, Integer>>");
        assertThat(Types.POJO(Samples.Person.class)).hasToString("Person");
        assertThat(Types.PRIMITIVE_ARRAY(Types.INT).getTypeClass()).isEqualTo(int[].class);
        assertThat(Types.OBJECT_ARRAY(Types.STRING).getTypeClass()).isEqualTo(String[].class);
        assertThatThrownBy(Types::TUPLE).hasMessageContaining("Tuples have 1 to 25 fields");
    }
}
