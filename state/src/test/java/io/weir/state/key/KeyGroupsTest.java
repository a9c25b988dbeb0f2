package io.weir.state.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of the reference semantics. */
class KeyGroupsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 593689054, 94, 31198, 2, 2",
        "1, 68075478, 86, 16342, 2, 2",
        "42, 1134849565, 29, 28189, 0, 0",
        "-1, 1982413648, 80, 15184, 1, 2",
        "97, 1455541201, 81, 19409, 1, 2",
        "98, 516420758, 22, 29846, 0, 0",
        "99162322, 1715862179, 35, 31395, 0, 1",
        "97520992, 1330823394, 98, 16610, 2, 3"
    })
    void aHashCodeHasTheKeyGroupOfTheReference(
            int hashCode, int murmur, int of128, int of32768, int subtaskOf3, int subtaskOf4) {
        assertThat(KeyGroups.murmur(hashCode)).isEqualTo(murmur);
        assertThat(KeyGroups.keyGroupOfHash(hashCode, 128)).isEqualTo(of128);
        assertThat(KeyGroups.keyGroupOfHash(hashCode, 32768)).isEqualTo(of32768);
        assertThat(KeyGroups.subtask(of128, 3, 128)).isEqualTo(subtaskOf3);
        assertThat(KeyGroups.subtask(of128, 4, 128)).isEqualTo(subtaskOf4);
    }

    @Test
    void aKeyIsHashedByItsHashCode() {
        assertThat(KeyGroups.keyGroup("", 128)).isEqualTo(94);
        assertThat(KeyGroups.keyGroup(-1L, 128)).isEqualTo(94);
        assertThat(KeyGroups.keyGroup(1L, 128)).isEqualTo(86);
        assertThat(KeyGroups.keyGroup("a", 128)).isEqualTo(81);
        assertThat(KeyGroups.keyGroup("hello", 128)).isEqualTo(35);
        assertThat(KeyGroups.keyGroup("flink", 128)).isEqualTo(98);
    }

    @Test
    void rangesAreThoseOfTheReference() {
        assertThat(ranges(3, 128)).isEqualTo("[0,42][43,85][86,127]");
        assertThat(ranges(5, 128)).isEqualTo("[0,25][26,51][52,76][77,102][103,127]");
        assertThat(ranges(3, 10)).isEqualTo("[0,3][4,6][7,9]");
        assertThat(ranges(1, 1)).isEqualTo("[0,0]");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 128", "7, 128", "128, 128", "13, 32768", "32768, 32768", "10923, 32768"})
    void everyKeyGroupIsInTheRangeOfItsSubtaskAndNoOther(int parallelism, int maxParallelism) {
        int next = 0;
        for (int subtask = 0; subtask < parallelism; subtask++) {
            KeyGroupRange range = KeyGroups.range(subtask, parallelism, maxParallelism);
            assertThat(range.first()).isEqualTo(next);
            for (int keyGroup = range.first(); keyGroup <= range.last(); keyGroup++) {
                if (KeyGroups.subtask(keyGroup, parallelism, maxParallelism) != subtask) {
                    throw new AssertionError("key group " + keyGroup + " is not of subtask " + subtask);
                }
            }
            next = range.last() + 1;
        }
        assertThat(next).isEqualTo(maxParallelism);
    }

    @Test
    void noHashCodeHasANegativeKeyGroup() {
        for (long hash = Integer.MIN_VALUE; hash <= Integer.MAX_VALUE; hash += 65537) {
            int keyGroup = KeyGroups.keyGroupOfHash((int) hash, 127);
            if (keyGroup < 0 || keyGroup >= 127) {
                throw new AssertionError("hash " + hash + " has key group " + keyGroup);
            }
        }
        assertThat(KeyGroups.keyGroupOfHash(Integer.MIN_VALUE, 128)).isBetween(0, 127);
        assertThat(KeyGroups.keyGroupOfHash(Integer.MAX_VALUE, 1)).isZero();
    }

    private static String ranges(int parallelism, int maxParallelism) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            ranges.add(KeyGroups.range(i, parallelism, maxParallelism).toString());
        }
        return String.join("", ranges);
    }
}
