package io.weir.runtime.operator;

import io.weir.api.time.RelativeClock;
import io.weir.checkpoint.CheckpointOrder;

/** What operators ask of the subtask around them. */
public interface SubtaskServices {
    /** Asks the enumerator of a source for a split. */
    void requestSplit(String operatorId);

    /** Tells the enumerator of a source something. */
    void sendToEnumerator(String operatorId, byte[] event);

    /** Something may have become readable: asks for a step soon. From any thread. */
    void wakeUp();

    /** A processing-time timer was registered that may be due earlier than what the subtask waits for. */
    void timersChanged();

    /**
     * Timers are due that did not fire yet, so that the subtask can do something else between: it is to call {@link
     * StreamOperator#resumeTimers} before it rests.
     *
     * @param recordsWait whether no record may be read before they have fired
     */
    void timersLeft(boolean recordsWait);

    /** Tells whoever operates the job of something that is not wrong, but will not end well. */
    void warn(String sentence);

    /** Of timers that go on for ever, as far as can be seen: the job does too. */
    default void timersWithoutEnd(String sentence) {
        warn(sentence);
    }

    /** Whether the subtask was told to end: it calls its functions no more, but to close them. */
    boolean isStopped();

    /**
     * Whether what operators emit finds room downstream. If not, no timer calls a function before a later turn, so that what waits for room is bounded by
     * what one call emits. Never if the subtask was told to end.
     */
    boolean hasRoom();

    /** How often generators of watermarks are asked, in milliseconds; 0 for never. */
    long watermarkIntervalMillis();

    /** Stands still while the subtask cannot go on for want of room downstream. */
    RelativeClock inputActivityClock();

    /** Runs {@code work} soon on the subtask's thread, in the order of the calls; not at all if the subtask is closed before. From any thread. */
    void runSoon(Runnable work);

    /** The subtask is to read no more records until {@link #release}. */
    void hold();

    /** Takes back one {@link #hold}. */
    void release();

    /** Runs work that may block elsewhere; if it throws, the subtask fails. */
    void runBlocking(BlockingWork work);

    /**
     * Runs code of an operator that may block elsewhere, then {@code done} on the subtask's thread; not that, if the subtask has ended meanwhile. What either
     * throws fails the subtask, in a sentence that names the operator.
     *
     * @param step what the operator does, for that sentence
     * @throws Exception what they throw, where everything runs on one thread
     */
    void runBlocking(OperatorContext operator, String step, BlockingWork work, BlockingWork done) throws Exception;

    /** Work that may block. */
    @FunctionalInterface
    interface BlockingWork {
        void run() throws Exception;
    }

    /** The checkpoint barrier may go on now: a source that runs in a loop of its own has reached it. */
    void sourceReachedBarrier(CheckpointOrder order);
}
