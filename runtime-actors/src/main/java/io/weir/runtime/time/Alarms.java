package io.weir.runtime.time;

import java.util.PriorityQueue;

/**
 * What one operator waits for by the clock without a key: in no snapshot, so that {@code open} must ask again. Of the same moment, the
 * one that was asked for first comes first. Confined to the subtask's thread.
 */
public final class Alarms {
    /** What to do when the time has come. */
    @FunctionalInterface
    public interface Action {
        /** {@code time}: what was asked for, not what it is now. */
        void onTime(long time) throws Exception;
    }

    /** Something that was asked for. */
    public static final class Alarm implements Comparable<Alarm> {
        private final long time;
        private final long sequence;
        private final Action action;
        private boolean cancelled;

        private Alarm(long time, long sequence, Action action) {
            this.time = time;
            this.sequence = sequence;
            this.action = action;
        }

        /** It will not come; does nothing if it has. */
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Alarm> waiting = new PriorityQueue<>();
    private long sequence;

    /** Asks for a call at {@code time}, in epoch milliseconds; with the next {@link #advance} if that is past. */
    public Alarm at(long time, Action action) {
        Alarm alarm = new Alarm(time, sequence++, action);
        waiting.add(alarm);
        return alarm;
    }

    /** When the next one is due; {@link Long#MAX_VALUE} if there is none. */
    public long next() {
        Alarm first = waiting.peek();
        while (first != null && first.cancelled) {
            waiting.remove();
            first = waiting.peek();
        }
        return first == null ? Long.MAX_VALUE : first.time;
    }

    /**
     * Calls those that are due, of those that are asked for meanwhile the ones that are due too.
     *
     * @param most how many at most; {@link #next} tells whether some are left
     */
    public void advance(long now, int most) throws Exception {
        for (int called = 0; called < most && next() <= now; called++) {
            Alarm due = waiting.remove();
            due.action.onTime(due.time);
        }
    }
}
