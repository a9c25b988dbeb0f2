package io.weir.actors.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers timers = new Timers();

    @Test
    void theyAreDueInTheOrderOfTheirTimesAndThenOfTheirAdding() {
        CompletableFuture<Void> late = timers.add(20);
        CompletableFuture<Void> first = timers.add(10);
        CompletableFuture<Void> second = timers.add(10);
        assertThat(timers.earliest()).isEqualTo(10);
        assertThat(timers.pollDue(9)).isNull();
        assertThat(timers.pollDue(10)).isSameAs(first);
        assertThat(timers.pollDue(10)).isSameAs(second);
        assertThat(timers.pollDue(19)).isNull();
        assertThat(timers.earliest()).isEqualTo(20);
        assertThat(timers.pollDue(25)).isSameAs(late);
        assertThat(timers.earliest()).isEqualTo(Timers.NEVER);
        assertThat(timers.pollDue(Timers.NEVER)).isNull();
    }

    @Test
    void oneThatIsCancelledIsTakenOut() {
        CompletableFuture<Void> gone = timers.add(10);
        CompletableFuture<Void> stays = timers.add(20);
        gone.cancel(false);
        assertThat(timers.size()).isEqualTo(1);
        assertThat(timers.earliest()).isEqualTo(20);
        assertThat(timers.pollDue(30)).isSameAs(stays);
        stays.cancel(false);
        assertThat(timers.size()).isZero();
    }
}
