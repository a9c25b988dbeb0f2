package io.weir.api.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.OutputTag;
import io.weir.api.graph.JobGraphs;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TupleTest {
    static IntStream arities() {
        return IntStream.rangeClosed(1, Tuple.MAX_ARITY);
    }

    private static Tuple filled(int arity) {
        Tuple tuple = Tuple.newInstance(arity);
        for (int i = 0; i < arity; i++) {
            tuple.setField("v" + i, i);
        }
        return tuple;
    }

    @ParameterizedTest
    @MethodSource("arities")
    void everyArityHasItsFieldsEqualityAndText(int arity) throws Exception {
        Tuple tuple = filled(arity);
        assertThat(tuple.getArity()).isEqualTo(arity);
        assertThat(tuple.getClass()).isEqualTo(Tuple.getTupleClass(arity));
        StringBuilder text = new StringBuilder();
        int hash = 0;
        for (int i = 0; i < arity; i++) {
            assertThat(tuple.<String>getField(i)).isEqualTo("v" + i);
            assertThat(tuple.getClass().getField("f" + i).get(tuple)).isEqualTo("v" + i);
            text.append(i == 0 ? "" : ",").append("v").append(i);
            hash = 31 * hash + ("v" + i).hashCode();
        }
        assertThat(tuple).hasToString("(" + text + ")").hasSameHashCodeAs(tuple.copy());
        assertThat(tuple.hashCode()).isEqualTo(hash);
        assertThat(tuple).isEqualTo(filled(arity)).isEqualTo(tuple.copy()).isNotSameAs(tuple.copy());
        for (int i = 0; i < arity; i++) {
            Tuple other = tuple.copy();
            other.setField("other", i);
            assertThat(other).isNotEqualTo(tuple);
        }
        assertThatThrownBy(() -> tuple.getField(arity)).hasMessageContaining("there is no field " + arity);
        assertThatThrownBy(() -> tuple.setField("x", -1)).hasMessageContaining("there is no field -1");
    }

    @Test
    void arraysAreWrittenByTheirContentAndNullAsNull() {
        Tuple2<int[], String> tuple = new Tuple2<>();
        tuple.f0 = new int[] {1, 2};
        assertThat(tuple).hasToString("([1, 2],null)");
    }

    @Test
    void aPairCanBeSwapped() {
        assertThat(Tuple2.of("a", 1).swap()).isEqualTo(Tuple2.of(1, "a"));
    }

    @Test
    void thereIsNoTupleBeyondTheLargest() {
        assertThatThrownBy(() -> Tuple.newInstance(26)).hasMessage("tuples have 1 to 25 fields, not 26");
        assertThatThrownBy(() -> Tuple.getTupleClass(0)).hasMessageContaining("not 0");
    }

    @Test
    void outputTagsAreEqualByIdAndTravelWithoutTheirOuterInstance() {
        OutputTag<String> anonymous = new OutputTag<String>("late") {};
        assertThat(anonymous).isEqualTo(new OutputTag<Integer>("late")).isNotEqualTo(new OutputTag<String>("early"));
        assertThat(JobGraphs.copyOf(anonymous, getClass().getClassLoader())).isEqualTo(anonymous);
    }
}
