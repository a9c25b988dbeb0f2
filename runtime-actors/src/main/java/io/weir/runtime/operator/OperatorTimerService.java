package io.weir.runtime.operator;

import io.weir.api.time.TimerService;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.state.timer.InternalTimerService;
import io.weir.state.timer.TimerHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Time and timers as a process function sees them; timers only on a keyed stream. */
public final class OperatorTimerService implements TimerService {
    private final OperatorContext context;
    private final @Nullable InternalTimerService timers;

    OperatorTimerService(OperatorContext context, @Nullable InternalTimerService timers) {
        this.context = context;
        this.timers = timers;
    }

    /** The timers of a process function, if it has keys. */
    public static OperatorTimerService open(OperatorContext context, TimerHandler handler) throws IOException {
        return new OperatorTimerService(
                context, context.isKeyed() ? context.timers("user", handler, TimerRules.OF_A_FUNCTION) : null);
    }

    @Override
    public long currentProcessingTime() {
        return context.clock().currentTimeMillis();
    }

    @Override
    public long currentWatermark() {
        return context.currentWatermark();
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        timers().registerProcessingTimeTimer(null, time);
        context.services().timersChanged();
    }

    @Override
    public void registerEventTimeTimer(long time) {
        timers().registerEventTimeTimer(null, time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        timers().deleteProcessingTimeTimer(null, time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        timers().deleteEventTimeTimer(null, time);
    }

    private InternalTimerService timers() {
        if (timers == null) {
            throw new WeirException(
                    FailureKind.BAD_JOB,
                    "[API-111] " + context.description()
                            + " used a timer, but its stream has no keys. Timers belong to keys: call keyBy(...) before process(...).");
        }
        return timers;
    }
}
