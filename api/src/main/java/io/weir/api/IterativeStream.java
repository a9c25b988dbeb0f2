package io.weir.api;

import io.weir.api.OperatorDraft.Input;
import java.util.List;

/** The type of Flink's loops, so that programs that have one compile and are told by {@link DataStream#iterate} what to do. There is none. */
public final class IterativeStream<T> extends DataStream<T> {
    @SuppressWarnings("UnusedMethod") // so that nobody can make one
    private IterativeStream(StreamExecutionEnvironment environment, List<Input> inputs) {
        super(environment, inputs);
    }

    /** Cannot be called: there is no such stream. */
    @SuppressWarnings("DoNotCallSuggester") // Flink programs have it, and must compile to be told
    public DataStream<T> closeWith(DataStream<T> feedbackStream) {
        throw refusal();
    }

    static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(
                "[API-192] Weir has no iterations. Records in a loop would be in no checkpoint, and the job "
                        + "would never end. Loop inside a ProcessFunction, with state and timers, or write to a topic or folder that the job reads.");
    }
}
