package io.weir.runtime.element;

/**
 * What a channel carries. {@link #costsCredit() Data} waits for the receiver's credit; control elements need none, so that
 * nothing deadlocks behind data, but they never overtake.
 */
public sealed interface StreamElement
        permits RecordBatch, EncodedBatch, Watermark, ChannelStatus, Barrier, CancelBarrier, EndOfInput, Probe {
    /** Whether this element takes a place in the receiver's window. */
    default boolean costsCredit() {
        return false;
    }
}
