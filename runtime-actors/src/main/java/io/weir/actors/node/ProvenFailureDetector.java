package io.weir.actors.node;

import com.typesafe.config.Config;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.remote.PhiAccrualFailureDetector;

/**
 * Pekko's failure detector, which does not wait for heartbeats to stay out where a process is proved to be dead: a member that is down is
 * removed only once somebody finds it unreachable. Made by Pekko, one for each incarnation of a member; see {@code
 * pekko.cluster.failure-detector.implementation-class}. Safe for any thread.
 */
public final class ProvenFailureDetector extends PhiAccrualFailureDetector {
    private final long bornNanos = System.nanoTime();
    private volatile String address = "";

    /** Called by Pekko. */
    public ProvenFailureDetector(Config config, EventStream events) {
        super(config, events);
    }

    @Override
    public void setAddress(String address) {
        this.address = address;
        super.setAddress(address);
    }

    @Override
    public boolean isAvailable() {
        return !DeadProcesses.diedSince(address, bornNanos) && super.isAvailable();
    }
}
