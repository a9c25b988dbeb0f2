package io.weir.api.function;

import io.weir.api.argument.Argument;
import java.io.Serializable;
import java.util.Collection;
import java.util.function.Predicate;

/** Predicates that retry strategies often want. They travel with the job. */
public final class RetryPredicates {
    /** No result came. */
    public static final EmptyResultPredicate<?> EMPTY_RESULT_PREDICATE = new EmptyResultPredicate<>();

    /** Any error came. */
    public static final HasExceptionPredicate HAS_EXCEPTION_PREDICATE = new HasExceptionPredicate();

    private RetryPredicates() {}

    /** As {@link #EMPTY_RESULT_PREDICATE}, with a type. */
    public static <T> Predicate<Collection<T>> createEmptyResultPredicate() {
        return new EmptyResultPredicate<>();
    }

    /** An error of this class, or of one derived from it. */
    public static Predicate<Throwable> createExceptionTypePredicate(Class<? extends Throwable> exceptionClass) {
        Argument.given(exceptionClass, "exceptionClass");
        return new ExceptionTypePredicate(exceptionClass);
    }

    /** Whether there is no result. */
    public record EmptyResultPredicate<T>() implements Predicate<Collection<T>>, Serializable {
        @Override
        public boolean test(Collection<T> results) {
            return results.isEmpty();
        }
    }

    /** Whether there is an error. */
    public record HasExceptionPredicate() implements Predicate<Throwable>, Serializable {
        @Override
        public boolean test(Throwable error) {
            return true;
        }
    }

    private record ExceptionTypePredicate(Class<? extends Throwable> type)
            implements Predicate<Throwable>, Serializable {
        @Override
        public boolean test(Throwable error) {
            return type.isInstance(error);
        }
    }
}
