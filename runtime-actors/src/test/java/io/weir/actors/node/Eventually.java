package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.client.ClientException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Asks a cluster until the answer is as it should be; no answer at all is an answer for a while. */
final class Eventually {
    private static final long ASK_AGAIN_NANOS = 20_000_000;

    private Eventually() {}

    static <T> T of(Duration patience, String what, Callable<T> question, Predicate<T> answer) {
        long deadline = System.nanoTime() + patience.toNanos();
        T last = null;
        while (System.nanoTime() < deadline) {
            try {
                last = question.call();
                if (answer.test(last)) {
                    return last;
                }
            } catch (ClientException e) {
                assertThat(e.code()).isEqualTo("CLI-503");
            } catch (Exception e) {
                throw new AssertionError(what + " could not be asked for", e);
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
        throw new AssertionError(what + " did not happen; last seen: " + last);
    }
}
