package io.weir.api;

import io.weir.api.OperatorDraft.Input;
import io.weir.api.function.KeySelector;
import io.weir.api.graph.operator.OperatorSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds operators with two inputs. */
final class TwoInputs {
    private TwoInputs() {}

    static <OUT> SingleOutputStreamOperator<OUT> operator(
            String name,
            OperatorSpec spec,
            DataStream<?> first,
            DataStream<?> second,
            @Nullable KeySelector<?, ?> firstKey,
            @Nullable KeySelector<?, ?> secondKey) {
        check(first, second);
        List<Input> inputs = new ArrayList<>(first.inputs);
        second.inputs.forEach(input -> inputs.add(input.second()));
        OperatorDraft draft = first.environment.add(name, spec, inputs, firstKey);
        draft.secondStateKey = secondKey;
        return new SingleOutputStreamOperator<>(first.environment, draft);
    }

    static void check(DataStream<?> first, DataStream<?> second) {
        if (first.environment != second.environment) {
            throw new IllegalArgumentException(
                    "[API-126] Streams of two environments cannot be connected. One job runs in one "
                            + "environment. Make both streams from the same StreamExecutionEnvironment.");
        }
    }
}
