package io.weir.api.function.datagen;

import io.weir.api.argument.Argument;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.OpenContext;
import io.weir.api.function.RichParallelSourceFunction;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Emits what a generator makes: the rows of a second at once, then nothing until the second is over. Rate and number of rows are shared
 * evenly by the subtasks. What is left to emit is in the checkpoint, so that a failure adds no rows.
 */
public class DataGeneratorSource<T> extends RichParallelSourceFunction<T> implements CheckpointedFunction {
    private static final long serialVersionUID = 1;
    private static final long SECOND_MILLIS = 1000;

    private final DataGenerator<T> generator;
    private final long rowsPerSecond;
    private final @Nullable Long numberOfRows;

    private transient long left;
    private transient volatile boolean running;

    @SuppressWarnings("NullAway.Init") // initializeState() sets it
    private transient ListState<Long> leftState;

    /** As fast as it goes, until the generator has no more. */
    public DataGeneratorSource(DataGenerator<T> generator) {
        this(generator, Long.MAX_VALUE, null);
    }

    /**
     * With a rate and an end.
     *
     * @param rowsPerSecond of all subtasks; 1 or more
     * @param numberOfRows of all subtasks, 0 or more; null for as many as the generator has
     */
    public DataGeneratorSource(DataGenerator<T> generator, long rowsPerSecond, @Nullable Long numberOfRows) {
        if (rowsPerSecond < 1) {
            throw new IllegalArgumentException("[API-124] " + rowsPerSecond
                    + " rows per second would never emit anything. The rate is not positive. Give 1 or more.");
        }
        if (numberOfRows != null && numberOfRows < 0) {
            throw new IllegalArgumentException("[API-124] A source cannot make " + numberOfRows
                    + " rows. The number is negative. Give 0 or more, or null for no end.");
        }
        this.generator = Argument.given(generator, "generator");
        this.rowsPerSecond = rowsPerSecond;
        this.numberOfRows = numberOfRows;
    }

    /** Does nothing: all is done when the state is there. */
    @Override
    public void open(OpenContext openContext) throws Exception {}

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        generator.open("DataGenerator", context, getRuntimeContext());
        leftState = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("rows-left", Long.class));
        left = context.isRestored() ? sum(leftState.get()) : ofThisSubtask();
        running = true;
    }

    private static long sum(Iterable<Long> parts) {
        long sum = 0;
        for (long part : parts) {
            sum += part;
        }
        return sum;
    }

    private long ofThisSubtask() {
        if (numberOfRows == null) {
            return Long.MAX_VALUE;
        }
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        boolean oneMore = numberOfRows % subtasks > getRuntimeContext().getIndexOfThisSubtask();
        return numberOfRows / subtasks + (oneMore ? 1 : 0);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        generator.snapshotState(context);
        leftState.update(numberOfRows == null ? List.of(Long.MAX_VALUE) : List.of(left));
    }

    @Override
    public void run(SourceContext<T> ctx) throws Exception {
        double rowsOfASecond = (double) rowsPerSecond / getRuntimeContext().getNumberOfParallelSubtasks();
        long nextSecond = System.currentTimeMillis();
        while (running) {
            for (long row = 0; row < rowsOfASecond; row++) {
                if (!running || !emit(ctx)) {
                    return;
                }
            }
            nextSecond += SECOND_MILLIS;
            long wait = nextSecond - System.currentTimeMillis();
            while (running && wait > 0) {
                Thread.sleep(wait);
                wait = nextSecond - System.currentTimeMillis();
            }
        }
    }

    /** A row and the position behind it are one: no checkpoint comes between them. */
    private boolean emit(SourceContext<T> ctx) {
        synchronized (ctx.getCheckpointLock()) {
            if (left == 0 || !generator.hasNext()) {
                return false;
            }
            left--;
            ctx.collect(generator.next());
            return true;
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
