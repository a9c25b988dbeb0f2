package io.weir.state.timer;

import io.weir.state.KeyContext;
import io.weir.state.KeyGroupRange;
import io.weir.state.StateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one name in a keyed state backend. A timer is one for each (key, namespace, time, domain): registering it again changes
 * nothing, deleting one that is not there neither. Times are epoch milliseconds.
 *
 * <p>Confined to the subtask's thread.
 */
public final class InternalTimerService {
    private final String name;
    private final KeyContext keys;
    private final TimerQueue eventTime;
    private final TimerQueue processingTime;
    private long currentWatermark = Long.MIN_VALUE;

    InternalTimerService(String name, KeyContext keys, KeyGroupRange keyGroups, int maxParallelism) {
        this.name = name;
        this.keys = keys;
        this.eventTime = new TimerQueue(keyGroups, maxParallelism);
        this.processingTime = new TimerQueue(keyGroups, maxParallelism);
    }

    /** For the current key: fires when the watermark reaches {@code time}; with the next watermark if it has done so already. */
    public void registerEventTimeTimer(@Nullable Object namespace, long time) {
        eventTime.add(currentKey(), namespace, time);
    }

    /** For the current key: fires when the clock reaches {@code time}. Ask {@link #nextProcessingTime} afterwards. */
    public void registerProcessingTimeTimer(@Nullable Object namespace, long time) {
        processingTime.add(currentKey(), namespace, time);
    }

    public void deleteEventTimeTimer(@Nullable Object namespace, long time) {
        eventTime.remove(currentKey(), namespace, time);
    }

    public void deleteProcessingTimeTimer(@Nullable Object namespace, long time) {
        processingTime.remove(currentKey(), namespace, time);
    }

    /** What {@link #advanceWatermark} was last called with; Long.MIN_VALUE before. */
    public long currentWatermark() {
        return currentWatermark;
    }

    /**
     * Sets the current watermark, then fires each event-time timer up to it, the earliest first; those registered meanwhile too. The current
     * namespace is the plain one afterwards.
     *
     * @throws Exception what the handler throws; the timer that it was called with is gone, the later ones are still there
     */
    public void advanceWatermark(long watermark, TimerHandler handler) throws Exception {
        currentWatermark = watermark;
        fire(eventTime, watermark, TimerDomain.EVENT_TIME, handler);
    }

    /** Fires each processing-time timer up to {@code now}, as {@link #advanceWatermark} does. */
    public void advanceProcessingTime(long now, TimerHandler handler) throws Exception {
        fire(processingTime, now, TimerDomain.PROCESSING_TIME, handler);
    }

    /** When the next processing-time timer is due; Long.MAX_VALUE if there is none. */
    public long nextProcessingTime() {
        return processingTime.nextTime();
    }

    public int eventTimeTimers() {
        return eventTime.size();
    }

    public int processingTimeTimers() {
        return processingTime.size();
    }

    /** What waits for that clock, the earliest first: for tests and tools that look into a running operator. */
    public List<Timer> pending(TimerDomain domain) {
        return queue(domain).all();
    }

    TimerQueue queue(TimerDomain domain) {
        return switch (domain) {
            case EVENT_TIME -> eventTime;
            case PROCESSING_TIME -> processingTime;
        };
    }

    private void fire(TimerQueue queue, long until, TimerDomain domain, TimerHandler handler) throws Exception {
        Timer timer = queue.pollUntil(until);
        if (timer == null) {
            return;
        }
        while (timer != null) {
            keys.setCurrentKey(timer.key());
            keys.setCurrentNamespace(timer.namespace());
            handler.onTimer(domain, timer.key(), timer.namespace(), timer.time());
            timer = queue.pollUntil(until);
        }
        keys.setCurrentNamespace(null);
    }

    private Object currentKey() {
        Object key = keys.getCurrentKey();
        if (key == null) {
            throw new StateException(
                    "[API-111] a timer of '" + name
                            + "' was registered or deleted outside of a key. Timers belong to the key of "
                            + "the record being processed; use them in processElement or onTimer after keyBy, not in open or close");
        }
        return key;
    }
}
