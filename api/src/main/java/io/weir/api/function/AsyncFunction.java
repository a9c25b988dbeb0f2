package io.weir.api.function;

import java.util.concurrent.TimeoutException;

/** Begins something for each record that is answered later, without waiting for it; see {@link io.weir.api.AsyncDataStream}. */
@FunctionalInterface
public interface AsyncFunction<IN, OUT> extends Function {
    /** Must not block: the answer goes to {@code resultFuture}, now or later, from any thread. What it throws fails the job. */
    void asyncInvoke(IN input, ResultFuture<OUT> resultFuture) throws Exception;

    /**
     * The time is over without an answer. Fails the job unless overridden. What this says, now or later, counts if no attempt has answered
     * before; if it says nothing the attempts go on, and one of them answers.
     */
    default void timeout(IN input, ResultFuture<OUT> resultFuture) throws Exception {
        resultFuture.completeExceptionally(new TimeoutException("Async function call has timed out."));
    }
}
