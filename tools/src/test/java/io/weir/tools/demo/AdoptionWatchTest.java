package io.weir.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdoptionWatchTest {
    private final AtomicReference<Progress.@Nullable Answer> answer = new AtomicReference<>();
    private final AdoptionWatch watch = new AdoptionWatch(2, "node-1", answer::get);

    private boolean after(long attempt, long checkpoints, String leader) {
        answer.set(new Progress.Answer(attempt, null, checkpoints, checkpoints, 5, leader));
        return watch.hasCommitted();
    }

    @Test
    void anAttemptHasGoneOnWhenItCompletesACheckpointUnderTheNextLeader() {
        assertThat(watch.hasCommitted()).isFalse();
        assertThat(after(2, 7, "node-1")).isFalse();
        assertThat(after(2, 8, "")).isFalse();
        assertThat(after(2, 8, "node-2")).isFalse();
        assertThat(after(2, 9, "node-2")).isTrue();
    }

    @Test
    void anotherAttemptIsNoAdoption() {
        assertThat(after(2, 8, "node-2")).isFalse();
        assertThat(after(3, 9, "node-2")).isFalse();
    }
}
