package io.weir.runtime.job;

import static io.weir.runtime.job.JobScript.A;
import static io.weir.runtime.job.JobScript.B;
import static io.weir.runtime.job.JobScript.C;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotPoolTest {
    private final SlotPool pool = new SlotPool();

    @Test
    void slotsAreSpreadEvenly() {
        pool.register(B, 4);
        pool.register(A, 4);
        pool.request("job", 4, List.of());
        assertThat(pool.grants()).containsExactly(new SlotPool.Grant("job", List.of(A, B, A, B)));
    }

    @Test
    void aSlotStaysWhereItWasUnlessThatCrowdsAWorker() {
        pool.register(A, 4);
        pool.register(B, 4);
        pool.request("job", 2, List.of(B, A));
        assertThat(pool.grants()).containsExactly(new SlotPool.Grant("job", List.of(B, A)));
        pool.request("job", 2, List.of(A, A));
        assertThat(pool.grants()).containsExactly(new SlotPool.Grant("job", List.of(A, B)));
    }

    @Test
    void whoAsksForTooMuchWaitsUntilAWorkerComes() {
        pool.register(A, 1);
        pool.request("job", 2, List.of());
        assertThat(pool.grants()).isEmpty();
        assertThat(pool.isWaiting("job")).isTrue();
        pool.register(B, 1);
        assertThat(pool.grants()).containsExactly(new SlotPool.Grant("job", List.of(A, B)));
        assertThat(pool.grants()).as("once").isEmpty();
    }

    @Test
    void aSlotIsHeldByOneJobOnly() {
        pool.register(A, 2);
        pool.request("first", 2, List.of());
        pool.grants();
        pool.request("second", 1, List.of());
        assertThat(pool.grants()).isEmpty();
        pool.release("first");
        assertThat(pool.grants()).containsExactly(new SlotPool.Grant("second", List.of(A)));
    }

    @Test
    void aNewWishGivesUpWhatWasHeld() {
        pool.register(A, 1);
        pool.register(B, 1);
        pool.request("job", 2, List.of());
        pool.grants();
        pool.remove(B);
        pool.request("job", 2, List.of(A, B));
        assertThat(pool.grants()).isEmpty();
        pool.register(C, 1);
        assertThat(pool.grants()).containsExactly(new SlotPool.Grant("job", List.of(A, C)));
    }

    @Test
    void aLeavingWorkerGivesNoNewSlots() {
        pool.register(A, 2);
        pool.register(B, 2);
        pool.leaving(B);
        pool.request("job", 2, List.of(A, B));
        assertThat(pool.grants()).containsExactly(new SlotPool.Grant("job", List.of(A, A)));
        assertThat(pool.freeSlots()).isZero();
    }

    @Test
    void anAdoptedJobHoldsItsSlots() {
        pool.register(A, 2);
        pool.hold("adopted", List.of(A, A));
        pool.request("other", 1, List.of());
        assertThat(pool.grants()).isEmpty();
    }
}
