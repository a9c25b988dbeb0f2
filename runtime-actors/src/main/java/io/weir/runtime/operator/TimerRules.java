package io.weir.runtime.operator;

import io.weir.state.timer.TimerHandler;
import org.jspecify.annotations.Nullable;

/**
 * What is different for the timers of different operators.
 *
 * @param mostSetForNow records wait until all timers that a watermark made due have fired, unless more than so many were set meanwhile for a time
 *     that is past
 * @param longestChain how many timers in a row may each set the next one behind the end of the input
 * @param wholeMillisecond whether a timer of the clock fires only when its millisecond is over, because a record may still come in it
 * @param atTheEnd called for timers of the clock that are not due when nothing comes any more, before the last watermark goes on; null if they are
 *     forgotten then
 */
public record TimerRules(
        long mostSetForNow,
        int longestChain,
        boolean wholeMillisecond,
        @Nullable TimerHandler atTheEnd) {
    /** For operators whose timers are few and set no others. */
    static final TimerRules PLAIN = new TimerRules(Long.MAX_VALUE, Integer.MAX_VALUE, false, null);

    /**
     * For functions of the user's. One that does something each minute may make up for two months when event time begins; behind the end of the
     * input one may hand out what it holds one by one.
     */
    static final TimerRules OF_A_FUNCTION = new TimerRules(100_000, 100_000, false, null);

    /** Early results of a window behind the end of the input, by a trigger of the user's. */
    private static final int LONGEST_CHAIN_OF_A_WINDOW = 1_000_000;

    public static TimerRules ofWindows(long mostSetForNow, TimerHandler atTheEnd) {
        return new TimerRules(mostSetForNow, LONGEST_CHAIN_OF_A_WINDOW, true, atTheEnd);
    }

    /** The last millisecond whose timers fire. */
    long dueAt(long now) {
        return wholeMillisecond && now > Long.MIN_VALUE ? now - 1 : now;
    }

    /** When the clock makes a timer due. */
    long dueWhen(long time) {
        return wholeMillisecond && time < Long.MAX_VALUE ? time + 1 : time;
    }
}
