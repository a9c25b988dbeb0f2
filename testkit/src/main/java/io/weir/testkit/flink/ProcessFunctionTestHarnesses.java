package io.weir.testkit.flink;

import io.weir.api.function.BroadcastProcessFunction;
import io.weir.api.function.CoProcessFunction;
import io.weir.api.function.KeySelector;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.function.KeyedCoProcessFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.ProcessFunction;
import io.weir.api.serde.TypeInformation;
import io.weir.api.state.MapStateDescriptor;
import org.jspecify.annotations.Nullable;

/** Harnesses of process functions, open already. Types are accepted where Flink programs have them; they are not needed. */
public final class ProcessFunctionTestHarnesses {
    private ProcessFunctionTestHarnesses() {}

    public static <IN, OUT> OneInputStreamOperatorTestHarness<IN, OUT> forProcessFunction(
            ProcessFunction<IN, OUT> function) throws Exception {
        return opened(new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function)));
    }

    public static <K, IN, OUT> KeyedOneInputStreamOperatorTestHarness<K, IN, OUT> forKeyedProcessFunction(
            KeyedProcessFunction<K, IN, OUT> function,
            KeySelector<IN, K> keySelector,
            @Nullable TypeInformation<K> keyType)
            throws Exception {
        return opened(new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), keySelector, keyType));
    }

    public static <IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> forCoProcessFunction(
            CoProcessFunction<IN1, IN2, OUT> function) throws Exception {
        return opened(new TwoInputStreamOperatorTestHarness<>(new CoProcessOperator<>(function)));
    }

    public static <K, IN1, IN2, OUT> KeyedTwoInputStreamOperatorTestHarness<K, IN1, IN2, OUT> forKeyedCoProcessFunction(
            KeyedCoProcessFunction<K, IN1, IN2, OUT> function,
            KeySelector<IN1, K> keySelector1,
            KeySelector<IN2, K> keySelector2,
            @Nullable TypeInformation<K> keyType)
            throws Exception {
        return opened(new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(function), keySelector1, keySelector2, keyType));
    }

    /** The second stream is broadcast: elements of it are given with {@code processElement2}. */
    public static <IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> forBroadcastProcessFunction(
            BroadcastProcessFunction<IN1, IN2, OUT> function, MapStateDescriptor<?, ?>... descriptors)
            throws Exception {
        return opened(new TwoInputStreamOperatorTestHarness<IN1, IN2, OUT>(
                (first, second) -> first.connect(second.broadcast(descriptors)).process(function)));
    }

    /** The second stream is broadcast: elements of it are given with {@code processElement2}. */
    public static <K, IN1, IN2, OUT> TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> forKeyedBroadcastProcessFunction(
            KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function,
            KeySelector<IN1, K> keySelector,
            @Nullable TypeInformation<K> keyType,
            MapStateDescriptor<?, ?>... descriptors)
            throws Exception {
        return opened(new TwoInputStreamOperatorTestHarness<IN1, IN2, OUT>((first, second) ->
                first.keyBy(keySelector).connect(second.broadcast(descriptors)).process(function)));
    }

    private static <H extends AbstractStreamOperatorTestHarness<?>> H opened(H harness) throws Exception {
        harness.open();
        return harness;
    }
}
