package io.weir.runtime.element;

/**
 * No record follows on this channel. The channel stays open: barriers still flow through it until the job is finished, so
 * that the last checkpoint needs no protocol of its own.
 */
public enum EndOfInput implements StreamElement {
    INSTANCE
}
