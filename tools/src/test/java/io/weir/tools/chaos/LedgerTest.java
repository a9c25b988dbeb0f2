package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger(8, 1_000);

    @Test
    void theRankOfARecordIsHowManyOfItsKeyCameUntilIt() {
        for (int partition = 0; partition < 3; partition++) {
            Map<String, Long> counts = new HashMap<>();
            for (long number = 0; number < 10 * Ledger.KEYS; number++) {
                assertThat(Ledger.rank(number))
                        .isEqualTo(counts.merge(Ledger.keyName(partition, number), 1L, Long::sum));
            }
            assertThat(counts).hasSize(Ledger.KEYS);
        }
    }

    @Test
    void aKeyBelongsToOnePartition() {
        Set<String> keys = new HashSet<>();
        for (int partition = 0; partition < 8; partition++) {
            for (long number = 0; number < Ledger.KEYS; number++) {
                assertThat(keys.add(Ledger.keyName(partition, number))).isTrue();
            }
        }
    }

    @Test
    void allPartitionsTogetherHaveTheRate() {
        assertThat(8 * ledger.countAfter(1_000_000_000)).isBetween(1_000L, 1_008L);
        assertThat(ledger.dueNanos(125)).isEqualTo(1_000_000_000L);
        assertThat(ledger.eventMillis(125)).isEqualTo(1_000);
    }

    @Test
    void whatIsNotDueYetIsNotCounted() {
        for (long nanos = 0; nanos < 3_000_000_000L; nanos += 77_777_777) {
            long count = ledger.countAfter(nanos);
            assertThat(ledger.dueNanos(count)).isGreaterThan(nanos);
            assertThat(ledger.dueNanos(count - 1)).isLessThanOrEqualTo(nanos);
        }
    }

    @Test
    void aDayAtFullRateDoesNotOverflow() {
        Ledger fast = new Ledger(64, 50_000);
        long aDay = fast.countAfter(86_400_000_000_000L);
        assertThat(fast.dueNanos(aDay)).isBetween(86_400_000_000_000L, 86_400_100_000_000L);
    }
}
