package io.weir.testkit.flink;

import io.weir.api.DataStream;
import io.weir.api.argument.Argument;
import io.weir.api.time.Watermark;
import io.weir.testkit.OperatorHarness;
import io.weir.testkit.TwoInputHarness;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operator that reads two streams. See {@link TwoInputHarness}.
 *
 * @param <IN1> what the operator reads of the first stream
 * @param <IN2> what it reads of the second
 * @param <OUT> what it emits
 */
public class TwoInputStreamOperatorTestHarness<IN1, IN2, OUT> extends AbstractStreamOperatorTestHarness<OUT> {
    private final BiFunction<DataStream<IN1>, DataStream<IN2>, DataStream<OUT>> operator;
    private @Nullable TwoInputHarness<IN1, IN2, OUT> harness;

    public TwoInputStreamOperatorTestHarness(TwoInputStreamOperator<IN1, IN2, OUT> operator) {
        this(around(Argument.given(operator, "operator")));
    }

    TwoInputStreamOperatorTestHarness(BiFunction<DataStream<IN1>, DataStream<IN2>, DataStream<OUT>> operator) {
        this.operator = operator;
    }

    private static <IN1, IN2, OUT> BiFunction<DataStream<IN1>, DataStream<IN2>, DataStream<OUT>> around(
            TwoInputStreamOperator<IN1, IN2, OUT> operator) {
        return (first, second) -> operator.on(first.connect(second));
    }

    @Override
    final TwoInputHarness<IN1, IN2, OUT> harness() {
        TwoInputHarness<IN1, IN2, OUT> made = harness;
        if (made == null) {
            made = OperatorHarness.twoInputs(operator);
            harness = made;
        }
        return made;
    }

    public void processElement1(IN1 value, long timestamp) throws Exception {
        step(() -> harness().processElement1(value, timestamp));
    }

    public void processElement1(StreamRecord<IN1> element) throws Exception {
        step(() -> {
            if (element.hasTimestamp()) {
                harness().processElement1(element.getValue(), element.getTimestamp());
            } else {
                harness().processElement1(element.getValue());
            }
        });
    }

    public void processElement2(IN2 value, long timestamp) throws Exception {
        step(() -> harness().processElement2(value, timestamp));
    }

    public void processElement2(StreamRecord<IN2> element) throws Exception {
        step(() -> {
            if (element.hasTimestamp()) {
                harness().processElement2(element.getValue(), element.getTimestamp());
            } else {
                harness().processElement2(element.getValue());
            }
        });
    }

    public void processWatermark1(Watermark mark) throws Exception {
        step(() -> harness().processWatermark1(mark.getTimestamp()));
    }

    public void processWatermark2(Watermark mark) throws Exception {
        step(() -> harness().processWatermark2(mark.getTimestamp()));
    }

    public void processBothWatermarks(Watermark mark) throws Exception {
        step(() -> harness().processBothWatermarks(mark.getTimestamp()));
    }

    public void endInput1() throws Exception {
        step(() -> harness().endInput1());
    }

    public void endInput2() throws Exception {
        step(() -> harness().endInput2());
    }
}
