package io.weir.testkit.flink;

import io.weir.api.argument.Argument;
import io.weir.api.function.KeySelector;
import io.weir.api.serde.TypeInformation;
import org.jspecify.annotations.Nullable;

/** As {@link OneInputStreamOperatorTestHarness}, on a keyed stream. */
public class KeyedOneInputStreamOperatorTestHarness<K, IN, OUT> extends OneInputStreamOperatorTestHarness<IN, OUT> {
    /** The type is accepted where Flink programs have it; it is not needed. */
    public KeyedOneInputStreamOperatorTestHarness(
            OneInputStreamOperator<IN, OUT> operator,
            KeySelector<IN, K> keySelector,
            @Nullable TypeInformation<K> keyType) {
        super(keyed(Argument.given(operator, "operator"), Argument.given(keySelector, "keySelector")));
    }

    private static <K, IN, OUT> OneInputStreamOperator<IN, OUT> keyed(
            OneInputStreamOperator<IN, OUT> operator, KeySelector<IN, K> keySelector) {
        return stream -> operator.on(stream.keyBy(keySelector));
    }
}
