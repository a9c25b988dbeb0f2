package io.weir.runtime.operator;

import io.weir.api.window.TimeWindow;

/**
 * Cuts time at each place where a sliding window begins or ends: the pieces are slices, and each window is a number of whole ones. If the size
 * is a multiple of the slide there is one slice for each slide, else there are two; windows that follow each other are a slice each.
 */
final class Slicing {
    final long size;
    final long slide;
    private final long offset;
    /** How far after the beginning of a window an older one ends; 0 if it is just then. */
    private final long rest;

    Slicing(long size, long slide, long offset) {
        this.size = size;
        this.slide = slide;
        this.offset = offset;
        this.rest = size % slide;
    }

    boolean isTumbling() {
        return size == slide;
    }

    /** Where the youngest window begins that has {@code time} in it, or (if windows leave gaps) before it. */
    long lastWindowStart(long time) {
        return TimeWindow.getWindowStartWithOffset(time, offset, slide);
    }

    /** Whether any window has {@code time} in it. */
    boolean isInWindow(long time) {
        return time - lastWindowStart(time) < size;
    }

    /** Where the slice of {@code time} begins. */
    long sliceStart(long time) {
        long start = lastWindowStart(time);
        return rest == 0 || time - start < rest ? start : start + rest;
    }

    /** Behind the slice that begins there. */
    long sliceEnd(long sliceStart) {
        long start = lastWindowStart(sliceStart);
        return rest != 0 && start == sliceStart ? start + rest : start + slide;
    }

    /** Where the oldest window begins that has the slice in it. */
    long firstWindowStart(long sliceStart) {
        long start = lastWindowStart(sliceStart);
        return start - (size - 1 - (sliceStart - start)) / slide * slide;
    }

    /** Where the first window ends that ends behind {@code time}. */
    long windowEndAfter(long time) {
        return lastWindowStart(time - size) + slide + size;
    }

    /** Whether a window ends there. */
    boolean isWindowEnd(long time) {
        return lastWindowStart(time - size) == time - size;
    }
}
