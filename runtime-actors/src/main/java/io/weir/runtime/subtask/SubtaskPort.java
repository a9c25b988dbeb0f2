package io.weir.runtime.subtask;

import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.element.StreamElement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * What a subtask asks of the world. All methods but {@link #wakeUp} are called from the subtask's own thread, and all
 * callbacks come back on it (as a message to the actor in production, as an event in the simulation).
 */
public interface SubtaskPort {
    /** Sends an element to the receiver of one output channel; {@code sequence} counts from 0 without gaps. */
    void deliver(int channel, long sequence, StreamElement element);

    /** What is delivered from here until the call ends is the last of this turn: this thread has nothing to do for the subtask after it. */
    default void lastOfTurn() {}

    /**
     * Tells the sender of one input channel that it may have sent {@code upTo} data elements in all, and that {@code received}
     * elements of any kind have come. Cumulative, may be repeated.
     */
    void grantCredit(int channel, long upTo, long received);

    /** Asks for a call of {@link Subtask#onProcessingTime} at that wall-clock time, at the earliest. Replaces an earlier request. */
    void wakeAt(long epochMillis);

    /** Something may have become readable: asks for a step soon. From any thread, any number of times. */
    void wakeUp();

    /** Tells whoever operates the job of something that is not wrong, but will not end well. */
    void warn(String sentence);

    /** Runs blocking work (upload of a snapshot, commit) elsewhere; exactly one of the callbacks follows unless the subtask was closed. */
    <T> void runBlocking(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed);

    /** The snapshot of this subtask for a checkpoint is durable. */
    void acknowledge(long checkpoint, SubtaskSnapshot snapshot, SnapshotTimes times);

    /** This subtask could not take part in a checkpoint; it goes on. */
    void decline(long checkpoint, String reason);

    /** A source reader of this subtask asks for a split. */
    void requestSplit(String operatorId);

    /** A source reader of this subtask tells its enumerator something; encoded by Java serialization on the job's class loader. */
    void sendToEnumerator(String operatorId, byte[] event);

    /** All input is processed and the operators have finished; barriers still pass. Called once. */
    void drained(List<byte[]> accumulators);
}
