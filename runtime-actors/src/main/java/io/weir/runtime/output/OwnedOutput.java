package io.weir.runtime.output;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.Ownership;

/** Gives a copy of each mutable record: who emits it may keep it, change it, or give it to others too. */
public final class OwnedOutput implements Output {
    private final Output next;
    private final Ownership ownership;

    public OwnedOutput(Output next, Ownership ownership) {
        this.next = next;
        this.ownership = ownership;
    }

    @Override
    public void emit(Object value, long timestamp) {
        next.emit(ownership.own(value), timestamp);
    }

    @Override
    public void watermark(long timestamp) {
        next.watermark(timestamp);
    }

    @Override
    public void status(ChannelStatus status) {
        next.status(status);
    }
}
