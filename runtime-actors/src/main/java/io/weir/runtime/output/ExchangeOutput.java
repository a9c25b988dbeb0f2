package io.weir.runtime.output;

import io.weir.runtime.channel.OutputChannel;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.element.Watermark;

/** The sending side of an exchange in one subtask: a subclass a way of choosing the channel; control elements go to all. */
public abstract class ExchangeOutput implements Output {
    protected final OutputChannel[] channels;

    protected ExchangeOutput(OutputChannel[] channels) {
        this.channels = channels;
    }

    @Override
    public final void watermark(long timestamp) {
        control(timestamp == Long.MAX_VALUE ? Watermark.MAX : new Watermark(timestamp));
    }

    @Override
    public final void status(ChannelStatus status) {
        control(status);
    }

    /** Sends a control element on every channel, behind all records emitted so far. */
    public final void control(StreamElement element) {
        for (OutputChannel channel : channels) {
            channel.control(element);
        }
    }

    public final OutputChannel[] channels() {
        return channels;
    }
}
