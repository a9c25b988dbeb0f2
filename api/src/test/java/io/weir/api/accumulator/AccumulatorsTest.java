package io.weir.api.accumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.CorruptDataException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccumulatorsTest {
    private final CodecRegistry codecs = CodecRegistry.create(AccumulatorsTest.class.getClassLoader());

    private static Map<String, Accumulator<?, ?>> some(int n) {
        AverageAccumulator average = new AverageAccumulator();
        average.add(n);
        Histogram histogram = new Histogram();
        histogram.add(n % 2);
        ListAccumulator<String> list = new ListAccumulator<>();
        list.add("n" + n);
        Map<String, Accumulator<?, ?>> all = new TreeMap<>();
        all.put("int", new IntCounter(n));
        all.put("long", new LongCounter(n));
        all.put("double", new DoubleCounter(n / 2.0));
        all.put("highest", new IntMaximum(n));
        all.put("lowest", new LongMinimum(n));
        all.put("lowest double", new DoubleMinimum(n));
        all.put("average", average);
        all.put("histogram", histogram);
        all.put("list", list);
        return all;
    }

    @Test
    void theResultOfAllSubtasksIsThatOfAllTheyAdded() {
        List<byte[]> parts = List.of(
                Accumulators.encode(some(1), codecs),
                Accumulators.encode(some(2), codecs),
                Accumulators.encode(some(6), codecs));
        assertThat(Accumulators.results(parts, codecs))
                .containsEntry("int", 9)
                .containsEntry("long", 9L)
                .containsEntry("double", 4.5)
                .containsEntry("highest", 6)
                .containsEntry("lowest", 1L)
                .containsEntry("lowest double", 1.0)
                .containsEntry("average", 3.0)
                .containsEntry("histogram", new TreeMap<>(Map.of(0, 2, 1, 1)))
                .containsEntry("list", List.of("n1", "n2", "n6"))
                .hasSize(9);
    }

    @Test
    void whatNobodyAddedToIsNeutral() {
        assertThat(Accumulators.results(List.of(), codecs)).isEmpty();
        for (Accumulator<?, ?> full : some(5).values()) {
            Object before = full.getLocalValue();
            String name = full.getClass().getSimpleName();
            Accumulator<?, ?> copy = full.clone();
            assertThat(copy.getLocalValue()).as(name).isEqualTo(before);
            full.resetLocal();
            assertThat(full.getLocalValue()).as(name).isNotEqualTo(before);
            Accumulators.merge(name, full, copy);
            assertThat(full.getLocalValue()).as(name).isEqualTo(before);
            assertThat(full.toString()).isNotEmpty();
        }
    }

    @Test
    void oneNameIsOneKind() {
        List<byte[]> parts = List.of(
                Accumulators.encode(Map.of("n", new IntCounter(1)), codecs),
                Accumulators.encode(Map.of("n", new LongCounter(1)), codecs));
        assertThatThrownBy(() -> Accumulators.results(parts, codecs))
                .hasMessageContaining("[API-195]")
                .hasMessageContaining("'n'");
    }

    @Test
    void bytesOfAnotherFormatAreRefused() {
        byte[] bytes = Accumulators.encode(some(1), codecs);
        bytes[0] = 9;
        assertThatThrownBy(() -> Accumulators.decode(bytes, codecs)).isInstanceOf(CorruptDataException.class);
        assertThatThrownBy(() -> Accumulators.decode(new byte[0], codecs)).isInstanceOf(CorruptDataException.class);
    }
}
