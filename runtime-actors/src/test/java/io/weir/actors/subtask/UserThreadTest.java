package io.weir.actors.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserThreadTest {
    private final UserThread thread = new UserThread(getClass().getClassLoader());

    @Test
    void userCodeThatRunsIsInterrupted() {
        thread.enter();
        thread.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        thread.exit();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whoeverRunsThereNextIsNotInterrupted() {
        thread.enter();
        thread.exit();
        thread.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** An interrupted thread that writes to a socket closes it for all that share it. */
    @Test
    void aShieldedThreadIsInterruptedWhenItIsUserCodeAgain() {
        thread.enter();
        thread.interrupt();
        thread.shield();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        thread.unshield();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        thread.exit();
        thread.enter();
        thread.shield();
        thread.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        thread.unshield();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        thread.exit();
    }
}
