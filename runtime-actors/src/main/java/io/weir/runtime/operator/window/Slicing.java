package io.weir.runtime.operator.window;

import io.weir.api.time.SaturatedTime;
import io.weir.api.window.WindowGrid;

/**
 * Cuts time at each place where a sliding window begins or ends: the pieces are slices, and each window is a number of whole ones. If the size
 * is a multiple of the slide there is one slice for each slide, else there are two; windows that follow each other are a slice each. Windows that
 * would end behind the end of time are one, which has all slices to the end in it.
 */
final class Slicing {
    final long size;
    final long slide;
    private final WindowGrid grid;
    /** How far after the beginning of a window an older one ends; 0 if it is just then. */
    private final long rest;

    Slicing(long size, long slide, long offset) {
        this.size = size;
        this.slide = slide;
        this.grid = WindowGrid.of(size, slide, offset);
        this.rest = size % slide;
    }

    boolean isTumbling() {
        return size == slide;
    }

    private long startBefore(long time) {
        return grid.startBefore(time);
    }

    /** Where the youngest window begins that has {@code time} in it, or (if windows leave gaps) before it. */
    long lastWindowStart(long time) {
        return Math.min(startBefore(time), grid.last());
    }

    /** Whether any window has {@code time} in it. */
    boolean isInWindow(long time) {
        return time - startBefore(time) < size;
    }

    /** Where the slice of {@code time} begins. */
    long sliceStart(long time) {
        long start = startBefore(time);
        return rest == 0 || start < grid.first() || time - start < rest ? start : start + rest;
    }

    /** Behind the slice that begins there. */
    long sliceEnd(long sliceStart) {
        long start = startBefore(sliceStart);
        if (start < grid.first()) {
            return grid.first(); // a cut piece at the beginning of time
        }
        return SaturatedTime.plus(start, rest != 0 && start == sliceStart ? rest : slide);
    }

    /** Where the oldest window begins that has the slice in it. */
    long firstWindowStart(long sliceStart) {
        long start = startBefore(sliceStart);
        long older = (size - 1 - (sliceStart - start)) / slide;
        if (older > 0 && Long.compareUnsigned(older, Long.divideUnsigned(start - Long.MIN_VALUE, slide)) > 0) {
            return Long.MIN_VALUE;
        }
        return Math.min(start - older * slide, grid.last());
    }

    /** Where the window begins that comes before the one that begins there. */
    long windowBefore(long windowStart) {
        return grid.before(windowStart);
    }

    /** Behind the window that begins there. */
    long windowEnd(long windowStart) {
        return grid.end(windowStart);
    }

    /** Where the window begins that ends there. */
    long windowStart(long windowEnd) {
        return grid.startOf(windowEnd);
    }

    /** Where the first window ends that ends behind {@code time}. */
    long windowEndAfter(long time) {
        long start = startBefore(SaturatedTime.minus(time, size));
        if (start < grid.first()) {
            return windowEnd(windowEnd(start) > time ? start : grid.first());
        }
        return windowEnd(SaturatedTime.plus(start, slide));
    }

    /** Whether a window ends there. */
    boolean isWindowEnd(long time) {
        return grid.isEnd(time);
    }
}
