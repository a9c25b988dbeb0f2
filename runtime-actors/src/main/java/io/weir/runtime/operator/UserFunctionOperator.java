package io.weir.runtime.operator;

import io.weir.api.function.CheckpointListener;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.Function;
import io.weir.api.function.RichFunction;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.output.Output;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operator around a user's function: gives it its life (initializeState, open, snapshotState, notifications, close). */
public abstract class UserFunctionOperator<F extends Function> extends StreamOperator {
    protected final F function;
    private @Nullable KeyedInput keys;
    private boolean opened;

    public UserFunctionOperator(OperatorContext context, Output output, F function) {
        super(context, output);
        this.function = function;
    }

    @Override
    public void open() throws Exception {
        if (context.isKeyed() && usesState()) {
            keys = new KeyedInput(context, Objects.requireNonNull(context.node().stateKey()), context.keyedState());
        }
        FunctionLife.initialize(context, function);
        opened = true;
        FunctionLife.open(context, function);
    }

    @Override
    public void expect(RecordBatch batch, int from, int to) {
        KeyedInput input = keys;
        if (input != null) {
            input.expect(batch, from, to);
        }
    }

    protected final @Nullable KeyedInput keys() {
        return keys;
    }

    /** Whether the state of a keyed stream can be reached from the function. */
    protected boolean usesState() {
        return function instanceof RichFunction || function instanceof CheckpointedFunction;
    }

    /** The function may use state: makes the record's key the current one, if the stream has keys. */
    protected final void selectKey(Object value) {
        KeyedInput input = keys;
        if (input != null) {
            input.select(value);
        }
    }

    @Override
    public void snapshot(OperatorSnapshotBuilder snapshot) throws Exception {
        FunctionLife.snapshot(function, snapshot);
        super.snapshot(snapshot);
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        super.checkpointCompleted(checkpoint);
        if (function instanceof CheckpointListener listener) {
            listener.notifyCheckpointComplete(checkpoint);
        }
    }

    @Override
    public void checkpointAborted(long checkpoint) throws Exception {
        super.checkpointAborted(checkpoint);
        if (function instanceof CheckpointListener listener) {
            listener.notifyCheckpointAborted(checkpoint);
        }
    }

    @Override
    public void close() throws Exception {
        try {
            if (opened && function instanceof RichFunction rich) {
                rich.close();
            }
        } finally {
            super.close();
        }
    }
}
