package io.weir.api.window.assigner;

import io.weir.api.window.TimeWindow;

/** Whether the windows of all subtasks end at once, or at times of their own, which spreads the load. */
public enum WindowStagger {
    /** All at once. */
    ALIGNED {
        @Override
        public long getStaggerOffset(long currentProcessingTime, long size, int subtask) {
            return 0;
        }
    },
    /** Shifted by what looks random: it is made from the time of the first record and the subtask's index, so that a run can be repeated. */
    RANDOM {
        @Override
        public long getStaggerOffset(long currentProcessingTime, long size, int subtask) {
            long mixed = (currentProcessingTime * 31 + subtask + 1) * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ mixed >>> 32) * 0xBF58476D1CE4E5B9L;
            return Math.floorMod(mixed ^ mixed >>> 29, size);
        }
    },
    /** Shifted by the time of the first record within its window. */
    NATURAL {
        @Override
        public long getStaggerOffset(long currentProcessingTime, long size, int subtask) {
            return Math.max(
                    0, currentProcessingTime - TimeWindow.getWindowStartWithOffset(currentProcessingTime, 0, size));
        }
    };

    /**
     * By how many milliseconds the windows of a subtask are shifted, from 0 to below {@code size}.
     *
     * @param currentProcessingTime when the subtask's first record came
     * @param subtask from 0
     */
    public abstract long getStaggerOffset(long currentProcessingTime, long size, int subtask);
}
