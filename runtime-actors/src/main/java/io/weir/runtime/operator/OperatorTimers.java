package io.weir.runtime.operator;

import io.weir.state.timer.InternalTimerService;
import io.weir.state.timer.TimerDomain;
import io.weir.state.timer.TimerHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All timers of an operator, fired a turn's worth at a time, and only while there is room downstream: a pass over them ends whatever their handlers
 * register, so that the subtask hears its control messages.
 *
 * <p>Between the two halves of a pass by event time no record is read, and the watermark is not passed on: the order of records, timers and
 * watermarks is that of one long pass. Only a function that goes on to set timers for a time that is past, maybe for ever, gives that up: after
 * so many of them records and barriers are read between its timers, or no checkpoint would ever be taken.
 *
 * <p>Confined to the subtask's thread.
 */
final class OperatorTimers {
    /** Timers of one turn, as a turn has so many records. */
    static final int TIMERS_OF_A_TURN = 1024;

    private record Timers(
            InternalTimerService service,
            TimerHandler handler,
            TimerRules rules,
            @Nullable TimerHandler atTheEnd) {}

    /** A subtask that was stopped calls its functions no more, timers that are due or not; one without room, not now. */
    private record WhileThereIsRoom(SubtaskServices services, TimerHandler handler) implements TimerHandler {
        @Override
        public void onTimer(TimerDomain domain, Object key, @Nullable Object namespace, long time) throws Exception {
            handler.onTimer(domain, key, namespace, time);
        }

        @Override
        public boolean goesOn() {
            return services.hasRoom();
        }
    }

    private final OperatorContext context;
    private final List<Timers> all = new ArrayList<>();
    private long currentWatermark = Long.MIN_VALUE;
    private boolean passOpen;
    private long setBefore;
    private boolean clockPassOpen;
    private long clockSetBefore;
    private boolean warned;
    private boolean warnedOfCutChains;

    OperatorTimers(OperatorContext context) {
        this.context = context;
    }

    void add(InternalTimerService service, TimerHandler handler, TimerRules rules) {
        service.boundChains(rules.longestChain());
        TimerHandler atTheEnd = rules.atTheEnd();
        all.add(new Timers(
                service,
                new WhileThereIsRoom(context.services(), handler),
                rules,
                atTheEnd == null ? null : new WhileThereIsRoom(context.services(), atTheEnd)));
    }

    List<InternalTimerService> services() {
        return all.stream().map(Timers::service).toList();
    }

    long currentWatermark() {
        return currentWatermark;
    }

    boolean isPassOpen() {
        return passOpen;
    }

    boolean advanceWatermark(long watermark) {
        currentWatermark = watermark;
        if (!passOpen) {
            setBefore = setForNow(TimerDomain.EVENT_TIME);
        }
        return resume();
    }

    /** Fires what the watermark made due; returns whether nothing is left. */
    boolean resume() {
        int left = TIMERS_OF_A_TURN;
        for (Timers each : all) {
            left -= fire(each, left);
            if (left == 0 || !context.services().hasRoom()) {
                passOpen = true;
                long meanwhile = setForNow(TimerDomain.EVENT_TIME) - setBefore;
                boolean mayEnd = meanwhile <= each.rules.mostSetForNow();
                if (!mayEnd && currentWatermark != Long.MAX_VALUE) {
                    warn(meanwhile, "event-time", each.service.nextEventTime(), "the watermark is " + currentWatermark);
                }
                context.services().timersLeft(mayEnd);
                return false;
            }
            warnOfCutChains(each.service);
        }
        passOpen = false;
        return true;
    }

    /** Those of event time; at the end of the input also those of the clock that are not to be forgotten. */
    private int fire(Timers timers, int most) {
        try {
            int fired = timers.service.advanceWatermark(currentWatermark, timers.handler, most);
            if (currentWatermark == Long.MAX_VALUE && timers.atTheEnd != null) {
                fired += timers.service.endClock(timers.atTheEnd, most - fired);
            }
            return fired;
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    private void warnOfCutChains(InternalTimerService service) {
        if (service.cutChains() > 0 && !warnedOfCutChains) {
            warnedOfCutChains = true;
            context.services()
                    .warn(
                            "[API-250] " + context.description()
                                    + " went on to set timers behind the end of its input: each one that"
                                    + " fired set another. They would never end, so that the last ones ("
                                    + service.cutChains()
                                    + ", one for each such key or window) were not set, and the job goes on to its end. Set no timer in"
                                    + " onTimer when ctx.timerService().currentWatermark() is Long.MAX_VALUE and there is nothing more to do.");
        }
    }

    /** Fires what is due by the clock as long as there is room; {@link #nextProcessingTime} tells what is left. */
    void advanceProcessingTime(long now) {
        advanceProcessingTime(now, false);
    }

    /** As above; also the timers that wait for the end of the millisecond, which is now. Returns whether nothing is left. */
    boolean endOfMillisecond(long now) {
        return advanceProcessingTime(now, true);
    }

    private boolean advanceProcessingTime(long now, boolean over) {
        if (!clockPassOpen) {
            clockSetBefore = setForNow(TimerDomain.PROCESSING_TIME);
        }
        clockPassOpen = false;
        int left = TIMERS_OF_A_TURN;
        for (Timers each : all) {
            try {
                left -= each.service.advanceProcessingTime(over ? now : each.rules.dueAt(now), each.handler, left);
            } catch (Throwable e) {
                throw UserCode.failed(context, e);
            }
            if (left == 0 || !context.services().hasRoom()) {
                clockPassOpen = left == 0 || each.service.nextProcessingTime() <= now;
                long meanwhile = setForNow(TimerDomain.PROCESSING_TIME) - clockSetBefore;
                if (meanwhile > each.rules.mostSetForNow()) {
                    warn(meanwhile, "processing-time", each.service.nextProcessingTime(), "the clock says " + now);
                }
                return false;
            }
        }
        return true;
    }

    /** When the clock makes one due; {@link Long#MAX_VALUE} if there is none, or no room. */
    long nextProcessingTime() {
        if (!context.services().hasRoom()) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (Timers each : all) {
            next = Math.min(next, each.rules.dueWhen(each.service.nextProcessingTime()));
        }
        return next;
    }

    private long setForNow(TimerDomain domain) {
        long sum = 0;
        for (Timers each : all) {
            sum += each.service.setForNow(domain);
        }
        return sum;
    }

    private void warn(long setMeanwhile, String domain, long next, String now) {
        if (warned) {
            return;
        }
        warned = true;
        context.services()
                .timersWithoutEnd("[API-208] " + context.description() + " sets " + domain
                        + " timers for a time that is past: "
                        + setMeanwhile + " since the last one fired that was set before, and the next is for " + next
                        + ", while "
                        + now
                        + ". Each fires at once and sets another, maybe without end. Records and checkpoints go on between "
                        + "them; event time behind the operator waits, and the job cannot finish. Set timers for a later time than "
                        + "the current one, and none when there is nothing more to do.");
    }
}
