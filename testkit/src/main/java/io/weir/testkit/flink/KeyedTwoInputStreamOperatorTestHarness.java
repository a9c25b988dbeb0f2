package io.weir.testkit.flink;

import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.function.KeySelector;
import io.weir.api.serde.TypeInformation;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** As {@link TwoInputStreamOperatorTestHarness}, on keyed streams. */
public class KeyedTwoInputStreamOperatorTestHarness<K, IN1, IN2, OUT>
        extends TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> {
    /** The type is accepted where Flink programs have it; it is not needed. */
    public KeyedTwoInputStreamOperatorTestHarness(
            TwoInputStreamOperator<IN1, IN2, OUT> operator,
            KeySelector<IN1, K> keySelector1,
            KeySelector<IN2, K> keySelector2,
            @Nullable TypeInformation<K> keyType) {
        super(around(
                Argument.given(operator, "operator"),
                Argument.given(keySelector1, "keySelector1"),
                Argument.given(keySelector2, "keySelector2")));
    }

    private static <K, IN1, IN2, OUT> BiFunction<DataStream<IN1>, DataStream<IN2>, DataStream<OUT>> around(
            TwoInputStreamOperator<IN1, IN2, OUT> operator, KeySelector<IN1, K> first, KeySelector<IN2, K> second) {
        return (one, two) -> operator.on(one.keyBy(first).connect(two.keyBy(second)));
    }
}
