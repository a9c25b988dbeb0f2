package io.weir.testkit.flink;

import io.weir.api.argument.Argument;
import io.weir.api.time.Watermark;
import io.weir.testkit.OneInputHarness;
import io.weir.testkit.OperatorHarness;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operator that reads one stream. See {@link OneInputHarness}.
 *
 * @param <IN> what the operator reads
 * @param <OUT> what it emits
 */
public class OneInputStreamOperatorTestHarness<IN, OUT> extends AbstractStreamOperatorTestHarness<OUT> {
    private final OneInputStreamOperator<IN, OUT> operator;
    private @Nullable OneInputHarness<IN, OUT> harness;

    public OneInputStreamOperatorTestHarness(OneInputStreamOperator<IN, OUT> operator) {
        this.operator = Argument.given(operator, "operator");
    }

    @Override
    final OneInputHarness<IN, OUT> harness() {
        OneInputHarness<IN, OUT> made = harness;
        if (made == null) {
            made = OperatorHarness.oneInput(operator::on);
            harness = made;
        }
        return made;
    }

    public void processElement(IN value, long timestamp) throws Exception {
        step(() -> harness().processElement(value, timestamp));
    }

    public void processElement(StreamRecord<IN> element) throws Exception {
        step(() -> {
            if (element.hasTimestamp()) {
                harness().processElement(element.getValue(), element.getTimestamp());
            } else {
                harness().processElement(element.getValue());
            }
        });
    }

    @SafeVarargs
    public final void processElements(StreamRecord<IN>... elements) throws Exception {
        for (StreamRecord<IN> element : elements) {
            processElement(element);
        }
    }

    public void processWatermark(long watermark) throws Exception {
        step(() -> harness().processWatermark(watermark));
    }

    public void processWatermark(Watermark mark) throws Exception {
        processWatermark(mark.getTimestamp());
    }

    public void endInput() throws Exception {
        step(() -> harness().endInput());
    }
}
