package io.weir.api.function;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** Which answers are worth another attempt. */
public interface AsyncRetryPredicate<OUT> {
    /** Empty: no result is. */
    Optional<Predicate<Collection<OUT>>> resultPredicate();

    /** Empty: no error is. */
    Optional<Predicate<Throwable>> exceptionPredicate();
}
