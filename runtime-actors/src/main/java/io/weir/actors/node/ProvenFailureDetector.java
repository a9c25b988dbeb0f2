package io.weir.actors.node;

import com.typesafe.config.Config;
import io.weir.runtime.cluster.AwakeTime;
import io.weir.runtime.cluster.HeartbeatPatience;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.remote.FailureDetector;
import org.apache.pekko.remote.FailureDetectorWithAddress;
import org.apache.pekko.remote.PhiAccrualFailureDetector;
import scala.concurrent.duration.FiniteDuration;

/**
 * Pekko's failure detector, with three corrections:
 *
 * <ul>
 *   <li>it does not wait for heartbeats to stay out where a process is proved to be dead: a member that is down is removed only once somebody finds it
 *       unreachable;
 *   <li>it does not count the time in which this process stood still itself: what the others said then waits to be read;
 *   <li>a member that it took for lost, and that spoke again, is given longer the next time.
 * </ul>
 *
 * Made by Pekko, one for each incarnation of a member; see {@code pekko.cluster.failure-detector.implementation-class}. Safe for any thread.
 */
public final class ProvenFailureDetector implements FailureDetector, FailureDetectorWithAddress {
    private static final long HALF_LIFE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final long bornNanos = System.nanoTime();
    private final LongSupplier clock;
    private final AwakeTime awake; // guarded by this
    private final HeartbeatPatience patience; // guarded by this
    private final PhiAccrualFailureDetector phi;
    private volatile String address = "";

    /** Called by Pekko. */
    public ProvenFailureDetector(Config config, EventStream events) {
        this(config, System::nanoTime);
    }

    /** @param clock in nanoseconds; goes on while this process stands still */
    ProvenFailureDetector(Config config, LongSupplier clock) {
        this.clock = clock;
        Duration interval = config.getDuration("heartbeat-interval");
        awake = new AwakeTime(interval.toNanos(), clock.getAsLong());
        patience = new HeartbeatPatience(
                config.getDuration("longest-heartbeat-pause").toNanos(), HALF_LIFE_NANOS, 0);
        phi = new PhiAccrualFailureDetector(
                config.getDouble("threshold"),
                config.getInt("max-sample-size"),
                finite(config.getDuration("min-std-deviation")),
                finite(config.getDuration("acceptable-heartbeat-pause")),
                finite(interval),
                new FailureDetector.Clock() {
                    @Override
                    public Object apply() {
                        return TimeUnit.NANOSECONDS.toMillis(now());
                    }
                });
    }

    private static FiniteDuration finite(Duration duration) {
        return FiniteDuration.apply(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized long now() {
        long now = clock.getAsLong();
        return awake.at(now);
    }

    @Override
    public void setAddress(String address) {
        this.address = address;
        phi.setAddress(address);
    }

    @Override
    public boolean isMonitoring() {
        return phi.isMonitoring();
    }

    @Override
    public void heartbeat() {
        synchronized (this) {
            patience.heard(now());
        }
        phi.heartbeat();
    }

    @Override
    public boolean isAvailable() {
        if (DeadProcesses.diedSince(address, bornNanos)) {
            return false;
        }
        return phi.isAvailable() || bearsSilence();
    }

    private synchronized boolean bearsSilence() {
        return patience.bears(now());
    }
}
