package io.weir.runtime.element;

/** The sender gave up checkpoint {@code checkpoint}: its barrier will not come on this channel. */
public record CancelBarrier(long checkpoint) implements StreamElement {}
