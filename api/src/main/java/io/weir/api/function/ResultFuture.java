package io.weir.api.function;

import java.util.Collection;

/** Where an {@link AsyncFunction} says what became of a record; from any thread. What is said first counts. */
public interface ResultFuture<OUT> {
    /** The results, any number; they go on with the timestamp of the record. */
    void complete(Collection<OUT> result);

    /** Fails the job, unless a retry strategy says otherwise. */
    void completeExceptionally(Throwable error);
}
