package io.weir.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.node.DeadLeader.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;

/**
 * Keeps the first of the seed nodes from founding a second cluster. It founds one when no other seed answers within {@code
 * pekko.cluster.seed-node-timeout}, which is short, so that a new cluster starts quickly. When it starts again, the others may be alive and slower than that, or
 * stand still: it would then be alone for ever. So it asks the kernels of their hosts first.
 *
 * <ul>
 *   <li>Where somebody listens it founds nothing: a seed that has no cluster says so at once, and one that stands still goes on some day.
 *   <li>A host that says nothing may be one that is not there yet. Whoever has been a member before waits for it all the same: behind a line that is cut
 *       the others have gone on.
 * </ul>
 */
final class FirstSeed {
    static final String TIMEOUT = "pekko.cluster.seed-node-timeout";
    static final Duration WORTH_WAITING = Duration.ofSeconds(60);
    /** The node ends before, and comes back to ask anew. */
    static final Duration NEVER = Duration.ofDays(1);

    private FirstSeed() {}

    /**
     * To be laid over the configuration of the actor system before it starts; takes a second for each host that says nothing.
     *
     * @param belongs whether this process has been a member of a cluster before
     */
    static Config patience(NodeSettings node, boolean belongs) {
        List<String> seeds = node.seeds();
        if (seeds.isEmpty() || !seeds.get(0).equals(node.host() + ":" + node.port())) {
            return ConfigFactory.empty();
        }
        Set<Port> ports = seeds.subList(1, seeds.size()).stream()
                .map(FirstSeed::address)
                .map(DeadLeader::port)
                .collect(Collectors.toSet());
        if (ports.contains(Port.OPEN) || (belongs && ports.contains(Port.SILENT))) {
            return timeout(NEVER);
        }
        return ports.contains(Port.SILENT) ? timeout(WORTH_WAITING) : ConfigFactory.empty();
    }

    private static Config timeout(Duration time) {
        return ConfigFactory.parseMap(Map.of(TIMEOUT, time.toSeconds() + " s"), "first seed");
    }

    private static Address address(String seed) {
        return AddressFromURIString.parse("pekko://" + WeirNode.SYSTEM + "@" + seed);
    }
}
