package io.weir.runtime.operator;

import io.weir.state.timer.InternalTimerService;
import io.weir.state.timer.TimerDomain;
import io.weir.state.timer.TimerHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * All timers of an operator, fired a turn's worth at a time: a pass over them ends whatever their handlers register, so that the subtask hears
 * its control messages.
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

    private record Timers(InternalTimerService service, TimerHandler handler, long mostSetForNow) {}

    private final OperatorContext context;
    private final List<Timers> all = new ArrayList<>();
    private long currentWatermark = Long.MIN_VALUE;
    private boolean passOpen;
    private long setBefore;
    private boolean clockPassOpen;
    private long clockSetBefore;
    private boolean warned;

    OperatorTimers(OperatorContext context) {
        this.context = context;
    }

    void add(InternalTimerService service, TimerHandler handler, long mostSetForNow) {
        all.add(new Timers(service, handler, mostSetForNow));
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
            try {
                left -= each.service.advanceWatermark(currentWatermark, each.handler, left);
            } catch (Throwable e) {
                throw UserCode.failed(context, e);
            }
            if (left == 0) {
                passOpen = true;
                long meanwhile = setForNow(TimerDomain.EVENT_TIME) - setBefore;
                boolean mayEnd = meanwhile <= each.mostSetForNow;
                if (!mayEnd) {
                    warn(meanwhile, "event-time", each.service.nextEventTime(), "the watermark is " + currentWatermark);
                }
                context.services().timersLeft(mayEnd);
                return false;
            }
        }
        passOpen = false;
        return true;
    }

    /** Fires what is due by the clock; {@link #nextProcessingTime} tells what is left. */
    void advanceProcessingTime(long now) {
        if (!clockPassOpen) {
            clockSetBefore = setForNow(TimerDomain.PROCESSING_TIME);
        }
        clockPassOpen = false;
        int left = TIMERS_OF_A_TURN;
        for (Timers each : all) {
            try {
                left -= each.service.advanceProcessingTime(now, each.handler, left);
            } catch (Throwable e) {
                throw UserCode.failed(context, e);
            }
            if (left == 0) {
                clockPassOpen = true;
                long meanwhile = setForNow(TimerDomain.PROCESSING_TIME) - clockSetBefore;
                if (meanwhile > each.mostSetForNow) {
                    warn(meanwhile, "processing-time", each.service.nextProcessingTime(), "the clock says " + now);
                }
                return;
            }
        }
    }

    long nextProcessingTime() {
        long next = Long.MAX_VALUE;
        for (Timers each : all) {
            next = Math.min(next, each.service.nextProcessingTime());
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
                .warn("[API-208] " + context.description() + " sets " + domain + " timers for a time that is past: "
                        + setMeanwhile + " since the last one fired that was set before, and the next is for " + next
                        + ", while "
                        + now
                        + ". Each fires at once and sets another, maybe without end. Records and checkpoints go on between "
                        + "them; event time behind the operator waits, and the job cannot finish. Set timers for a later time than "
                        + "the current one, and none when there is nothing more to do.");
    }
}
