package io.weir.actors.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;

/**
 * Keeps the first of the seed nodes from founding a second cluster. It founds one when no other seed answers within {@code
 * pekko.cluster.seed-node-timeout}, which is short, so that a new cluster starts quickly. When it starts again on a busy machine, the others may be
 * alive and slower than that: it would then be alone for ever. So it asks the kernels of their hosts first: where somebody listens, or nobody says
 * that nobody does, an answer is worth waiting for.
 */
final class FirstSeed {
    static final String TIMEOUT = "pekko.cluster.seed-node-timeout";
    static final Duration WORTH_WAITING = Duration.ofSeconds(60);

    private FirstSeed() {}

    /** To be laid over the configuration of the actor system before it starts; takes a second for each host that says nothing. */
    static Config patience(NodeSettings node) {
        List<String> seeds = node.seeds();
        boolean first = !seeds.isEmpty() && seeds.get(0).equals(node.host() + ":" + node.port());
        boolean somebody = first
                && seeds.subList(1, seeds.size()).stream()
                        .map(FirstSeed::address)
                        .anyMatch(seed -> !DeadLeader.refuses(seed));
        return somebody
                ? ConfigFactory.parseMap(Map.of(TIMEOUT, WORTH_WAITING.toSeconds() + " s"), "first seed")
                : ConfigFactory.empty();
    }

    private static Address address(String seed) {
        return AddressFromURIString.parse("pekko://" + WeirNode.SYSTEM + "@" + seed);
    }
}
