package io.weir.api.window.assigner;

import io.weir.api.window.TimeWindow;
import io.weir.api.window.WindowGrid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Windows that begin at fixed places, as {@link WindowGrid} says; it is asked only near the ends of time. */
final class AlignedWindows {
    private AlignedWindows() {}

    static TimeWindow tumbling(long time, long offset, long size) {
        long start = TimeWindow.getWindowStartWithOffset(time, offset, size);
        if (start > Long.MIN_VALUE && start < Long.MAX_VALUE - size) {
            return new TimeWindow(start, start + size);
        }
        WindowGrid grid = WindowGrid.of(size, size, offset);
        start = Math.min(start, grid.last());
        return new TimeWindow(start, grid.end(start));
    }

    /** All with {@code time} in them, the one that begins last first. */
    static Collection<TimeWindow> sliding(long time, long offset, long slide, long size) {
        List<TimeWindow> windows = new ArrayList<>((int) Math.min(size / slide + 1, 1024));
        long youngest = TimeWindow.getWindowStartWithOffset(time, offset, slide);
        long older = size - 1 - (time - youngest); // so long before the youngest one the oldest may begin
        if (older >= 0 && (youngest < Long.MIN_VALUE + size || youngest >= Long.MAX_VALUE - size)) {
            nearTheEnds(youngest, older, WindowGrid.of(size, slide, offset), windows);
            return windows;
        }
        long start = youngest;
        for (long left = older; left >= 0; left -= slide) {
            windows.add(new TimeWindow(start, start + size));
            start -= slide;
        }
        return windows;
    }

    /** @param mostBefore how long before the youngest the oldest window may begin */
    private static void nearTheEnds(long youngest, long mostBefore, WindowGrid grid, List<TimeWindow> windows) {
        if (youngest >= grid.last()) {
            windows.add(new TimeWindow(grid.last(), Long.MAX_VALUE));
        } else {
            windows.add(new TimeWindow(youngest, grid.end(youngest)));
        }
        long start = youngest;
        for (long left = mostBefore - grid.slide(); left >= 0 && start > Long.MIN_VALUE; left -= grid.slide()) {
            start = grid.before(start);
            if (start < grid.last()) {
                windows.add(new TimeWindow(start, grid.end(start)));
            }
        }
    }
}
