package io.weir.actors.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VitalThreadTest {
    private record Death(String thread, Throwable why) {}

    private final BlockingQueue<Death> deaths = new LinkedBlockingQueue<>();
    private final NodeFatal fatal = (thread, why) -> deaths.add(new Death(thread, why));

    @Test
    void whateverAThreadDiesOfIsTold() throws Exception {
        for (Throwable why : List.of(
                new OutOfMemoryError("heap"),
                new IOException("selector"),
                new IllegalStateException(),
                new AssertionError(),
                new StackOverflowError(),
                new InterruptedException())) {
            VitalThread.daemon("weir-test", () -> VitalThreadTest.<Exception>sneak(why), fatal)
                    .start();
            assertThat(deaths.poll(60, TimeUnit.SECONDS)).isEqualTo(new Death("weir-test", why));
        }
    }

    @Test
    void aThreadThatIsToldToEndIsNoNews() throws Exception {
        Thread thread = VitalThread.daemon("weir-test", () -> {}, fatal);
        assertThat(thread.isDaemon()).isTrue();
        thread.start();
        thread.join();
        assertThat(deaths).isEmpty();
    }

    @Test
    void aThreadOfAnActorSystemFindsItsNodeByTheSettings() {
        Object settings = new Object();
        NodeFatal found = NodeFatals.of(settings);
        NodeFatals.put(settings, fatal); // later: the threads are made before the node is
        OutOfMemoryError why = new OutOfMemoryError();
        found.threadDied("subtask", why);
        assertThat(deaths).containsExactly(new Death("subtask", why));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
