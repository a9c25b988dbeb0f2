package io.weir.testkit.simulation;

import com.typesafe.config.Config;
import java.io.Closeable;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** Timers of actors in virtual time. They belong to the node that set them: they are gone with it, and wait while it is paused. */
public final class VirtualScheduler extends AbstractScheduler implements Closeable {
    private static final double AS_OFTEN_AS_WANTED = 1e9;

    private final SimulatedActors actors = SimulatedActors.current();

    /** Made by the actor system. */
    public VirtualScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {}

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable what, ExecutionContext where) {
        Timer timer = new Timer(what, Timer.ONCE);
        timer.arm(delay.toNanos());
        return timer;
    }

    @SuppressWarnings("deprecation") // abstract there
    @Override
    public Cancellable schedule(FiniteDuration first, FiniteDuration interval, Runnable what, ExecutionContext where) {
        Timer timer = new Timer(what, interval.toNanos());
        timer.arm(first.toNanos());
        return timer;
    }

    @Override
    public double maxFrequency() {
        return AS_OFTEN_AS_WANTED;
    }

    @Override
    public void close() {}

    private final class Timer implements Cancellable {
        static final long ONCE = -1;

        private final Runnable what;
        private final long intervalNanos;
        private final @Nullable SimulatedNode node = actors.cluster().running();
        private boolean over;

        Timer(Runnable what, long intervalNanos) {
            this.what = what;
            this.intervalNanos = intervalNanos;
        }

        void arm(long nanos) {
            if (node == null) {
                actors.cluster().time.in(Math.max(0, nanos), this::fire);
            } else {
                node.timerSet(nanos);
                node.in(Math.max(0, nanos), this::fire);
            }
        }

        private void fire() {
            if (over) {
                return;
            }
            if (intervalNanos == ONCE) {
                over = true;
            } else {
                arm(intervalNanos);
            }
            what.run();
        }

        @Override
        public boolean cancel() {
            boolean inTime = !over;
            over = true;
            return inTime;
        }

        @Override
        public boolean isCancelled() {
            return over;
        }
    }
}
