package io.weir.api.window;

import io.weir.api.time.SaturatedTime;

/**
 * Where windows of one size begin and end that begin every slide, up to the ends of time: those that would begin before its beginning are one, that
 * of the youngest of them; those that would end at its end or behind it are one, that of the oldest of them.
 *
 * @param size milliseconds, above 0
 * @param slide milliseconds, above 0
 * @param offset by how many milliseconds windows are shifted against 1970
 * @param first where the first window begins that begins at {@link Long#MIN_VALUE} or later
 * @param last where the last window begins
 */
public record WindowGrid(long size, long slide, long offset, long first, long last) {
    public static WindowGrid of(long size, long slide, long offset) {
        long cut = Math.floorMod(Math.floorMod(Long.MIN_VALUE, slide) - Math.floorMod(offset, slide), slide);
        long first = cut == 0 ? Long.MIN_VALUE : Long.MIN_VALUE + (slide - cut);
        long earliest = Long.MAX_VALUE - size;
        long before = TimeWindow.getWindowStartWithOffset(earliest, offset, slide);
        return new WindowGrid(
                size, slide, offset, first, before == earliest ? before : SaturatedTime.plus(before, slide));
    }

    /** Where the youngest window begins that begins at {@code time} or before, were there no end of time. */
    public long startBefore(long time) {
        return TimeWindow.getWindowStartWithOffset(time, offset, slide);
    }

    /** Where the window begins that comes before the one that begins there, which is not the first of all. */
    public long before(long start) {
        return start >= first + slide ? start - slide : Long.MIN_VALUE;
    }

    /** Behind the window that begins there. */
    public long end(long start) {
        if (start == Long.MIN_VALUE && first != start) {
            return SaturatedTime.plus(first, size - slide);
        }
        return SaturatedTime.plus(start, size);
    }

    /** Where the window begins that ends there. */
    public long startOf(long end) {
        return end == Long.MAX_VALUE ? last : SaturatedTime.minus(end, size);
    }

    /** Whether a window ends there. */
    public boolean isEnd(long time) {
        long start = startOf(time);
        return startBefore(start) == start && end(start) == time;
    }
}
