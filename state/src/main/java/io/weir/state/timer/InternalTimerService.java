package io.weir.state.timer;

import io.weir.state.failure.StateException;
import io.weir.state.key.KeyContext;
import io.weir.state.key.KeyGroupRange;
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
    private long currentClock = Long.MIN_VALUE;
    private long setForNow;
    private long clockSetForNow;
    private @Nullable Timer firing;
    private int longestChain = Integer.MAX_VALUE;
    private long cutChains;
    private boolean clockEnds;

    InternalTimerService(String name, KeyContext keys, KeyGroupRange keyGroups, int maxParallelism) {
        this.name = name;
        this.keys = keys;
        this.eventTime = new TimerQueue(keyGroups, maxParallelism);
        this.processingTime = new TimerQueue(keyGroups, maxParallelism);
    }

    /** For the current key: fires when the watermark reaches {@code time}; with the next watermark if it has done so already. */
    public void registerEventTimeTimer(@Nullable Object namespace, long time) {
        int chain = 0;
        if (time <= currentWatermark) {
            setForNow++;
            if (currentWatermark == Long.MAX_VALUE && firing != null) {
                chain = firing.chain + 1;
            }
        }
        if (chain > longestChain) {
            cutChains++;
        } else {
            eventTime.add(currentKey(), namespace, time, chain);
        }
    }

    /**
     * Bounds what happens behind the end of the input, where the watermark is {@link Long#MAX_VALUE} and each timer is due: one that fires may set
     * another, and that again, but only so many in a row. The next one is not set.
     */
    public void boundChains(int longest) {
        longestChain = longest;
    }

    /** How many timers were not set because of {@link #boundChains}. */
    public long cutChains() {
        return cutChains;
    }

    /** For the current key: fires when the clock reaches {@code time}. Ask {@link #nextProcessingTime} afterwards. */
    public void registerProcessingTimeTimer(@Nullable Object namespace, long time) {
        if (time <= currentClock) {
            clockSetForNow++;
        }
        if (!clockEnds) {
            processingTime.add(currentKey(), namespace, time);
        }
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
     * Sets the current watermark, then fires event-time timers up to it, the earliest first; those registered meanwhile too. The current
     * namespace is the plain one afterwards. Whoever calls it again with the same watermark goes on where it stopped.
     *
     * @param most how many timers to fire: a handler that registers timers for a time that is past would go on for ever
     * @return how many were fired; less than {@code most} means that no timer up to the watermark is left, or that the
     *     handler ended the pass
     * @throws Exception what the handler throws; the timer that it was called with is gone, the later ones are still there
     */
    public int advanceWatermark(long watermark, TimerHandler handler, int most) throws Exception {
        currentWatermark = watermark;
        return fire(eventTime, watermark, TimerDomain.EVENT_TIME, handler, most);
    }

    /** Fires processing-time timers up to {@code now}, as {@link #advanceWatermark} does. */
    public int advanceProcessingTime(long now, TimerHandler handler, int most) throws Exception {
        currentClock = now;
        int fired = fire(processingTime, now, TimerDomain.PROCESSING_TIME, handler, most);
        currentClock = Long.MIN_VALUE;
        return fired;
    }

    /**
     * Nothing comes any more: fires timers of the clock as if it were at the end of time. Those that the handler registers meanwhile are not.
     *
     * @return as {@link #advanceWatermark}
     */
    public int endClock(TimerHandler handler, int most) throws Exception {
        clockEnds = true;
        try {
            return fire(processingTime, Long.MAX_VALUE, TimerDomain.PROCESSING_TIME, handler, most);
        } finally {
            clockEnds = false;
        }
    }

    /**
     * How many timers were ever registered for a time that is past: that the watermark had reached already, or the clock, by a handler that it
     * called.
     */
    public long setForNow(TimerDomain domain) {
        return switch (domain) {
            case EVENT_TIME -> setForNow;
            case PROCESSING_TIME -> clockSetForNow;
        };
    }

    /** The time of the next event-time timer; Long.MAX_VALUE if there is none. */
    public long nextEventTime() {
        return eventTime.nextTime();
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

    private int fire(TimerQueue queue, long until, TimerDomain domain, TimerHandler handler, int most)
            throws Exception {
        int fired = 0;
        Timer timer = most > 0 && handler.goesOn() ? queue.pollUntil(until) : null;
        while (timer != null) {
            firing = timer;
            keys.setCurrentKey(timer.key());
            keys.setCurrentNamespace(timer.namespace());
            handler.onTimer(domain, timer.key(), timer.namespace(), timer.time());
            fired++;
            timer = fired < most && handler.goesOn() ? queue.pollUntil(until) : null;
        }
        firing = null;
        if (fired > 0) {
            keys.setCurrentNamespace(null);
        }
        return fired;
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
