package io.weir.api.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.graph.JobGraphs;
import io.weir.api.tuple.Tuple;
import io.weir.api.tuple.Tuple1;
import io.weir.api.tuple.Tuple2;
import io.weir.api.tuple.Tuple3;
import io.weir.api.tuple.Tuple4;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldsKeyTest {
    private record Sale(String shop, long cents) {}

    private static <T> Tuple key(T record, int... positions) {
        return new FieldsKey<T>(
                        IntStream.of(positions).mapToObj(FieldRef.At::new).toList())
                .getKey(record);
    }

    @Test
    void theKeyIsATupleOfTheFieldsInTheOrderAsked() {
        Tuple4<String, Integer, Long, Boolean> record = Tuple4.of("a", 1, 2L, true);
        assertThat(key(record, 0)).isEqualTo(Tuple1.of("a"));
        assertThat(key(record, 2, 0)).isEqualTo(Tuple2.of(2L, "a"));
        assertThat(key(record, 3, 1, 0)).isEqualTo(Tuple3.of(true, 1, "a"));
    }

    @Test
    void recordsHavePositionsAndNames() {
        assertThat(key(new Sale("a", 1), 1)).isEqualTo(Tuple1.of(1L));
        assertThat(new FieldsKey<Sale>(List.of(new FieldRef.Named("shop"))).getKey(new Sale("a", 1)))
                .isEqualTo(Tuple1.of("a"));
    }

    @Test
    void aStreamMayMixClassesThatHaveTheField() {
        FieldKey<Object, String> key = new FieldKey<>(new FieldRef.At(0));
        assertThat(key.getKey(Tuple2.of("t", 1))).isEqualTo("t");
        assertThat(key.getKey(new Sale("s", 1))).isEqualTo("s");
        assertThat(key.getKey(Tuple2.of("u", 1))).isEqualTo("u");
    }

    @Test
    void aKeyWorksAfterItsJourneyToASubtask() {
        FieldsKey<Sale> key = new FieldsKey<>(List.of(new FieldRef.Named("shop")));
        key.getKey(new Sale("warm", 1));
        assertThat(JobGraphs.copyOf(key, getClass().getClassLoader()).getKey(new Sale("a", 1)))
                .isEqualTo(Tuple1.of("a"));
    }

    @Test
    void aKeyHasAField() {
        assertThatThrownBy(() -> key("x")).hasMessageStartingWith("[API-121] A key of 0 fields cannot be made.");
    }
}
