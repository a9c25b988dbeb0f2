package io.weir.runtime.element;

/** Whether the watermark of downstream should wait for this channel. */
public enum ChannelStatus implements StreamElement {
    IDLE,
    ACTIVE
}
