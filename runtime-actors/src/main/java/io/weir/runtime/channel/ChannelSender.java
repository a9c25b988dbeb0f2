package io.weir.runtime.channel;

import io.weir.runtime.element.StreamElement;

/** Carries an element to the receiver of a channel. */
@FunctionalInterface
public interface ChannelSender {
    void deliver(int channel, long sequence, StreamElement element);
}
