package io.weir.runtime.element;

/**
 * Says nothing but its place in the channel's numbers: a receiver that missed elements before it has a gap, and fails the attempt. Sent in
 * answer to a repeated credit that shows that the receiver has less than was sent.
 */
public enum Probe implements StreamElement {
    INSTANCE
}
