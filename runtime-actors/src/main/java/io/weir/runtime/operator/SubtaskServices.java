package io.weir.runtime.operator;

import io.weir.api.time.RelativeClock;

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

    /** How often generators of watermarks are asked, in milliseconds; 0 for never. */
    long watermarkIntervalMillis();

    /** Stands still while the subtask cannot go on for want of room downstream. */
    RelativeClock inputActivityClock();

    /** Runs work that may block elsewhere; if it throws, the subtask fails. */
    void runBlocking(BlockingWork work);

    /** Work that may block. */
    @FunctionalInterface
    interface BlockingWork {
        void run() throws Exception;
    }

    /** The checkpoint barrier may go on now: a source that runs in a loop of its own has reached it. */
    void sourceReachedBarrier(long checkpoint, long triggeredAtMillis);
}
