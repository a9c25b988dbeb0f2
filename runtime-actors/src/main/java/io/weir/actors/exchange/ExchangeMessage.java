package io.weir.actors.exchange;

import io.weir.runtime.element.StreamElement;

/**
 * The data plane's two messages. A sender delivers elements with rising sequence numbers while it holds credit; the receiver
 * grants more as it reads. Both carry the attempt's epoch: what is older is dropped, a gap or a repetition fails the attempt.
 */
public sealed interface ExchangeMessage extends SubtaskMessage {
    /** The attempt this belongs to. */
    long epoch();

    /** To the receiver of a channel. {@code channel} is the plan's channel number, {@code sequence} counts all elements from 0. */
    record Deliver(long epoch, int channel, long sequence, StreamElement element) implements ExchangeMessage {}

    /**
     * To the sender of a channel: it may have sent {@code upTo} data elements in all, since the start of the attempt, and {@code
     * received} elements of any kind have come.
     */
    record Credit(long epoch, int channel, long upTo, long received) implements ExchangeMessage {}
}
