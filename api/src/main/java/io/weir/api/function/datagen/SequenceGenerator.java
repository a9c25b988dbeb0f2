package io.weir.api.function.datagen;

import io.weir.api.argument.Argument;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.RuntimeContext;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The whole numbers from one to another, both included, in some form; then it ends. Subtask n of P makes the n-th and each P-th after it. What is
 * left to make is in the checkpoint, so that each number comes once.
 */
public abstract class SequenceGenerator<T> implements DataGenerator<T> {
    private static final long serialVersionUID = 1;

    private final long start;
    private final long count;

    /** What is left to this subtask, the next one first; there from {@link #open} on. */
    @SuppressWarnings("NullAway.Init") // open() sets it
    protected transient SequenceValues valuesToEmit;

    @SuppressWarnings("NullAway.Init")
    private transient ListState<SequenceValues.Part> state;

    /** @throws IllegalArgumentException [API-124] if there are none, or more than {@link Long#MAX_VALUE} */
    public SequenceGenerator(long start, long end) {
        RandomDataGenerator.ordered(start, end);
        if (end - start + 1 <= 0) {
            throw new IllegalArgumentException("[API-124] The sequence from " + start + " to " + end
                    + " is too long. It has more than 2^63 - 1 numbers. Make it shorter.");
        }
        this.start = start;
        this.count = end - start + 1;
    }

    @Override
    public void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext)
            throws Exception {
        state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(name + "-sequence-state", SequenceValues.Part.class));
        valuesToEmit = new SequenceValues();
        if (context.isRestored()) {
            state.get().forEach(valuesToEmit::add);
        } else {
            valuesToEmit.add(
                    ofSubtask(runtimeContext.getIndexOfThisSubtask(), runtimeContext.getNumberOfParallelSubtasks()));
        }
    }

    private SequenceValues.Part ofSubtask(int subtask, int subtasks) {
        long oneMore = count % subtasks > subtask ? 1 : 0;
        return new SequenceValues.Part(start + subtask, subtasks, count / subtasks + oneMore);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        state.update(valuesToEmit.parts());
    }

    @Override
    public boolean hasNext() {
        return !valuesToEmit.isEmpty();
    }

    private interface Form<T> extends Serializable {
        T of(long number);
    }

    private static final class Formed<T> extends SequenceGenerator<T> {
        private static final long serialVersionUID = 1;
        private final Form<T> form;

        Formed(long start, long end, Form<T> form) {
            super(start, end);
            this.form = form;
        }

        @Override
        public T next() {
            return form.of(valuesToEmit.remove());
        }
    }

    public static SequenceGenerator<Long> longGenerator(long start, long end) {
        return new Formed<>(start, end, number -> number);
    }

    public static SequenceGenerator<Integer> intGenerator(int start, int end) {
        return new Formed<>(start, end, number -> (int) number);
    }

    public static SequenceGenerator<Short> shortGenerator(short start, short end) {
        return new Formed<>(start, end, number -> (short) number);
    }

    public static SequenceGenerator<Byte> byteGenerator(byte start, byte end) {
        return new Formed<>(start, end, number -> (byte) number);
    }

    public static SequenceGenerator<Float> floatGenerator(short start, short end) {
        return new Formed<>(start, end, number -> (float) number);
    }

    public static SequenceGenerator<Double> doubleGenerator(int start, int end) {
        return new Formed<>(start, end, number -> (double) number);
    }

    /** Rounded to so many digits in all (0 for all that there are), and down to so many behind the point. */
    public static SequenceGenerator<BigDecimal> bigDecimalGenerator(int start, int end, int precision, int scale) {
        Argument.notNegative(precision, "precision");
        return new Formed<>(
                start,
                end,
                number -> new BigDecimal(number, new MathContext(precision)).setScale(scale, RoundingMode.DOWN));
    }

    public static SequenceGenerator<String> stringGenerator(long start, long end) {
        return new Formed<>(start, end, String::valueOf);
    }
}
