package io.weir.runtime.operator.window;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.time.SaturatedTime;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorRestore;
import io.weir.runtime.operator.OperatorSnapshotBuilder;
import io.weir.state.timer.InternalTimerService;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Event time as windows see it. Their watermark is part of the snapshot: after a restart a record is late if it would have been late without
 * it, and no window fires a second time for records that came too late. With another parallelism the lowest of all watermarks counts.
 */
final class WindowClock {
    private static final String SECTION = "window-watermark";

    private final InternalTimerService timers;
    private final long restored;

    private WindowClock(InternalTimerService timers, long restored) {
        this.timers = timers;
        this.restored = restored;
    }

    static WindowClock open(OperatorContext context, InternalTimerService timers) throws IOException {
        OperatorRestore restore = context.restore();
        long lowest = Long.MAX_VALUE;
        if (restore != null) {
            for (byte @Nullable [] each : restore.allSections(SECTION)) {
                lowest = Math.min(lowest, each == null ? Long.MIN_VALUE : new BinaryInput(each).readLong());
            }
        }
        return new WindowClock(timers, lowest == Long.MAX_VALUE ? Long.MIN_VALUE : lowest);
    }

    void snapshot(OperatorSnapshotBuilder snapshot) {
        BinaryOutput out = new BinaryOutput(Long.BYTES);
        out.writeLong(watermark());
        snapshot.section(SECTION, out.toByteArray());
    }

    long watermark() {
        return Math.max(restored, timers.currentWatermark());
    }

    /** When a window with that last millisecond is cleared: so much after it; Long.MAX_VALUE, which is never, if that is beyond all time. */
    static long cleanupTime(long maxTimestamp, long allowedLateness) {
        return SaturatedTime.plus(maxTimestamp, allowedLateness);
    }
}
