package io.weir.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.checkpoint.AbortReason;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.CheckpointLedger;
import io.weir.checkpoint.CheckpointPolicy;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.LedgerState;
import io.weir.checkpoint.ManifestRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerDigestTest {
    /** Goal: the digest leads to the same ledger as all events. Method: random lives of checkpoints; compared after every event. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void leadsToTheSameLedgerAndStaysSmall(long seed) {
        Random random = new Random(seed);
        List<LedgerEvent> all = new ArrayList<>();
        List<LedgerEvent> digest = List.of();
        List<CheckpointId> retained = new ArrayList<>();
        for (long n = 1; n <= 300; n++) {
            for (LedgerEvent event : lifeOf(new CheckpointId(n), random, retained)) {
                all.add(event);
                digest = LedgerDigest.with(digest, event);
                assertThat(durable(digest)).isEqualTo(durable(all));
            }
        }
        assertThat(digest).hasSizeLessThan(60);
        assertThat(LedgerDigest.retained(digest))
                .extracting(LedgerEvent.CheckpointCompleted::id)
                .containsExactlyElementsOf(retained);
    }

    private static List<LedgerEvent> lifeOf(CheckpointId id, Random random, List<CheckpointId> retained) {
        List<LedgerEvent> life = new ArrayList<>();
        life.add(new LedgerEvent.CheckpointTriggered(
                id, CheckpointKind.CHECKPOINT, 1 + id.value() / 50, id.value() * 10));
        if (random.nextInt(4) == 0) {
            life.add(new LedgerEvent.CheckpointAborted(id, AbortReason.EXPIRED, "slow", id.value() * 10 + 5));
        } else {
            life.add(new LedgerEvent.CheckpointCompleted(
                    id, new ManifestRef("m-" + id.value(), 1, 1), 100, id.value() * 10 + 5));
            retained.add(id);
        }
        while (retained.size() > 3) {
            life.add(new LedgerEvent.CheckpointDiscarded(retained.remove(random.nextInt(2))));
        }
        return life;
    }

    /** All but the counts for people, which the digest does not keep. */
    private static String durable(List<LedgerEvent> events) {
        CheckpointLedger ledger = new CheckpointLedger(CheckpointPolicy.every(1_000));
        events.forEach(ledger::apply);
        LedgerState state = ledger.state();
        return state.lastId() + " " + state.lastEpoch() + " " + state.lastCompletionMs() + " " + state.failures() + " "
                + state.failuresEpoch() + " " + state.pending() + " " + state.retained() + " " + state.uncertain() + " "
                + ledger.history().entries();
    }
}
