package io.weir.runtime.operator;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.output.Output;

/**
 * One operator of a chain; itself the {@link Output} of the operator before it. Life: made, {@link #open} (tail of the chain first),
 * records and watermarks, {@link #finish} at the end of input, {@link #commitAll} when the job is finished, {@link #close} always and
 * once. All on the subtask's thread. What a user's function throws leaves as {@link io.weir.runtime.failure.UserCodeException}.
 */
public abstract class StreamOperator extends ChainInput {
    protected final OperatorContext context;
    protected final Output output;

    protected StreamOperator(OperatorContext context, Output output) {
        this.context = context;
        this.output = output;
    }

    /** Restores state and opens the user's function. */
    public void open() throws Exception {}

    /** Where records of an input come in: here, unless the operator has two inputs. */
    public ChainInput input(int index) {
        return this;
    }

    /** 1 or 2. */
    public int inputs() {
        return 1;
    }

    /** A record came. Has no default on purpose: this is the hot path. */
    @Override
    public abstract void emit(Object value, long timestamp);

    /** Event time goes on: timers fire, then the watermark is passed on; later, by {@link #resumeTimers}, if they are many. */
    @Override
    public void watermark(long timestamp) {
        if (context.advanceWatermark(timestamp)) {
            output.watermark(timestamp);
        }
    }

    /** Goes on with the timers that the last watermark made due, and passes it on when all have fired; does nothing if none is left. */
    public final void resumeTimers() {
        if (context.hasTimersLeft() && context.resumeTimers()) {
            output.watermark(context.currentWatermark());
        }
    }

    @Override
    public void status(ChannelStatus status) {
        output.status(status);
    }

    /** The last record was processed, and the operators before this one have finished: called once, before {@link #finish} is thought of. */
    public void inputEnded() throws Exception {}

    /** Whether {@link #finish} may be called: false while answers are outstanding, of which the subtask is told. */
    public boolean isQuiet() {
        return true;
    }

    /** All input was processed: emit what is left. */
    public void finish() throws Exception {}

    /** Called before the barrier goes on: sinks flush and prepare what they will commit; may emit. */
    public void prepareBarrier(long checkpoint) throws Exception {}

    /** The synchronous part of a snapshot. */
    public void snapshot(OperatorSnapshotBuilder snapshot) throws Exception {
        context.snapshotKeyed(snapshot);
    }

    public void checkpointCompleted(long checkpoint) throws Exception {
        context.checkpointCompleted(checkpoint);
    }

    public void checkpointAborted(long checkpoint) throws Exception {
        context.checkpointAborted(checkpoint);
    }

    /** The job is finished, and its last checkpoint (if it takes any) is complete: begin to commit what is not committed yet. */
    public void commitAll() throws Exception {}

    /** Whether all is committed; asked after {@link #commitAll}, again whenever work of this subtask has ended elsewhere. */
    public boolean isCommitted() {
        return true;
    }

    /**
     * The subtask is to end: nothing more is begun elsewhere, and what waits there is dropped.
     *
     * @return whether nothing runs there that another attempt must not meet; if something does, this is asked again when it has ended
     */
    public boolean letsGo() {
        return true;
    }

    /** Closes the user's function and the state. Called once, also after a failure and when {@link #open} failed. */
    public void close() throws Exception {
        context.close();
    }

    public final OperatorContext context() {
        return context;
    }
}
