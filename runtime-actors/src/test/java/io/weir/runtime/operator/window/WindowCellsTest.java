package io.weir.runtime.operator.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowCellsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itIsAMapSortedByWhereCellsBegin(long seed) {
        Random random = new Random(seed);
        WindowCells cells = new WindowCells();
        TreeMap<Long, Object> model = new TreeMap<>();
        for (int step = 0; step < 2_000; step++) {
            if (random.nextInt(4) == 0) {
                int count = random.nextInt(model.size() + 1);
                cells.removeFirst(count);
                for (int i = 0; i < count; i++) {
                    model.pollFirstEntry();
                }
            } else {
                long start = random.nextInt(24) - 12L;
                int at = cells.find(start);
                assertThat(at >= 0).isEqualTo(model.containsKey(start));
                if (at >= 0) {
                    cells.set(at, step);
                } else {
                    cells.insert(-1 - at, start, step);
                }
                model.put(start, step);
            }
            assertThat(cells.size).isEqualTo(model.size());
            assertThat(starts(cells)).containsExactlyElementsOf(model.keySet());
            assertThat(accumulators(cells)).containsExactlyElementsOf(model.values());
            long asked = random.nextInt(26) - 13L;
            assertThat(cells.from(asked)).isEqualTo(model.headMap(asked).size());
        }
    }

    private static List<Long> starts(WindowCells cells) {
        List<Long> all = new ArrayList<>();
        for (int at = 0; at < cells.size; at++) {
            all.add(cells.start(at));
        }
        return all;
    }

    private static List<Object> accumulators(WindowCells cells) {
        List<Object> all = new ArrayList<>();
        for (int at = 0; at < cells.size; at++) {
            all.add(cells.accumulator(at));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void whatWasRemovedIsNotHeldOn(int count) {
        WindowCells cells = new WindowCells();
        for (int start = 0; start < count; start++) {
            cells.insert(start, start, "cell " + start);
        }
        cells.removeFirst(count);
        assertThat(cells.newest).isNull();
        assertThat(cells.accumulators).allMatch(java.util.Objects::isNull);
    }
}
