package io.weir.runtime.operator.source;

import io.weir.checkpoint.CheckpointOrder;
import io.weir.runtime.channel.OutputAvailability;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.operator.SubtaskServices;
import io.weir.runtime.output.Output;
import java.util.List;

/** The head of a chain that makes records instead of reading them from channels. */
public abstract class SourceOperator extends StreamOperator {
    SourceOperator(OperatorContext context, Output output) {
        super(context, output);
    }

    /** All subtasks of the attempt are there: reading may begin. */
    public abstract void start() throws Exception;

    /**
     * Emits up to about {@code budget} records while there is room.
     *
     * @return how many; fewer than {@code budget} means there is nothing now, or no room
     */
    public abstract int poll(int budget, OutputAvailability availability);

    /** Records emitted since this operator was made, the one that is on its way through the chain too. */
    public abstract long records();

    /** Whether the last record was emitted. */
    public abstract boolean isEnded();

    /**
     * A checkpoint begins.
     *
     * @return true if the barrier may go on at once, between two records; false if the source calls {@link
     *     SubtaskServices#sourceReachedBarrier} when its loop has come to it
     */
    public boolean barrierAtOnce(CheckpointOrder order) {
        return true;
    }

    /** Splits, as the source's serializer wrote them. */
    public void assignSplits(int version, List<byte[]> splits) throws Exception {
        throw new IllegalStateException(context.description() + " has no splits");
    }

    public void noMoreSplits() {}

    /** From the enumerator, by Java serialization. */
    public void onEvent(byte[] event) throws Exception {}

    @Override
    public final void emit(Object value, long timestamp) {
        throw new IllegalStateException(context.description() + " is a source and reads no records");
    }
}
