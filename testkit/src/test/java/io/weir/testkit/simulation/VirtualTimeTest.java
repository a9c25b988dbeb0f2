package io.weir.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> did = new ArrayList<>();

    @Test
    void eventsComeInOrderOfTimeAndThoseOfOneMomentAsTheyWereScheduled() {
        time.in(20, () -> did.add("third"));
        time.in(10, () -> did.add("first"));
        time.in(10, () -> did.add("second"));
        while (time.runNext()) {
            did.add("at " + time.now());
        }
        assertThat(did).containsExactly("first", "at 10", "second", "at 10", "third", "at 20");
    }

    @Test
    void noOtherThreadEnters() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread foreign = new Thread(
                () -> {
                    try {
                        time.in(1, () -> did.add("never"));
                    } catch (IllegalStateException e) {
                        thrown.set(e);
                    }
                },
                "foreign");
        foreign.start();
        foreign.join();

        assertThat(thrown.get()).hasMessageStartingWith("thread foreign entered the simulation");
        assertThat(time.runNext()).isFalse();
    }
}
