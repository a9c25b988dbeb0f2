package io.weir.runtime.operator;

import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.UserCodeException;
import io.weir.runtime.failure.WeirException;
import io.weir.state.failure.StateException;

/** How exceptions of user code leave an operator: once wrapped, with the name of the function that threw. */
public final class UserCode {
    private UserCode() {}

    /** What to throw when something inside an operator threw {@code e}. */
    public static RuntimeException failed(OperatorContext context, Throwable e) {
        if (e instanceof UserCodeException user) {
            return user; // from an operator further down the chain
        }
        if (e instanceof WeirException weir) {
            return weir;
        }
        if (e instanceof StateException state) {
            return named(state, context);
        }
        return new UserCodeException(context.description(), e);
    }

    private static WeirException named(StateException state, OperatorContext context) {
        String sentence = String.valueOf(state.getMessage());
        return new WeirException(
                Failure.kindOf(state),
                sentence.contains(context.description()) ? sentence : sentence + " (" + context.description() + ")",
                state);
    }

    public static RuntimeException returnedNull(OperatorContext context, String method) {
        return new WeirException(
                FailureKind.USER_CODE,
                "[API-113] " + method + " of " + context.description()
                        + " gave null as a record. Records are never null: leave the record out (filter, flatMap) or give a value that stands for nothing.");
    }
}
