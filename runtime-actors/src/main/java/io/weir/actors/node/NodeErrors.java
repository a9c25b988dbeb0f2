package io.weir.actors.node;

import io.weir.actors.node.NodeEnd.Kind;
import java.net.BindException;
import java.util.List;

/** Why a node did not start, or has ended, in sentences. */
final class NodeErrors {
    static final String STABLE_AFTER = "pekko.cluster.split-brain-resolver.stable-after";
    static final String JOIN_LIMIT = "pekko.cluster.shutdown-after-unsuccessful-join-seed-nodes";

    private NodeErrors() {}

    /** @param stoodStill a subordinate clause, or nothing */
    static NodeEnd removed(NodeSettings node, String how, String stableAfter, String stoodStill) {
        return new NodeEnd(
                Kind.REMOVED,
                "[NET-630] The node " + name(node) + " ends: the others have removed it from the cluster (" + how
                        + "), because they could not reach it" + stoodStill
                        + ". Its jobs run elsewhere; it can come back as a new member. If this repeats, find out what stops it (cores, "
                        + "memory, network), or raise " + STABLE_AFTER + " (" + stableAfter + ").");
    }

    static NodeEnd outvoted(NodeSettings node, int members, int all, List<String> unreachable, String stableAfter) {
        return new NodeEnd(
                Kind.OUTVOTED,
                "[NET-631] The node " + name(node) + " ends: it has removed itself, because for " + stableAfter
                        + " it reached only " + members + " of " + all + " members, itself included (not "
                        + String.join(", ", unreachable)
                        + "), and a side without a majority must not go on. It can come back as a new member. Mend the network, or "
                        + "start the others again.");
    }

    static NodeEnd notJoined(NodeSettings node, String limit) {
        return new NodeEnd(
                Kind.NOT_JOINED,
                "[NET-632] The node " + name(node) + " ends: none of its seed nodes " + node.seeds()
                        + " let it join within " + limit + ". Start the first of them, or correct weir.node.seeds; "
                        + JOIN_LIMIT + " is the limit.");
    }

    static NodeEnd incompatible(NodeSettings node) {
        return new NodeEnd(
                Kind.REFUSED,
                "[NET-633] The node " + name(node)
                        + " ends: the cluster refuses its configuration, which differs in a setting that all nodes must share (the line "
                        + "before names it). Give all nodes the same.");
    }

    /** @param why a sentence with a code */
    static NodeEnd resigned(NodeSettings node, String why) {
        return new NodeEnd(
                Kind.RESIGNED,
                "[NET-638] The node " + name(node)
                        + " ends: it must not lead, so it makes room for another coordinator. " + why);
    }

    static NodeEnd told(NodeSettings node, String how) {
        return new NodeEnd(
                Kind.TOLD,
                "[NET-634] The node " + name(node) + " ends, as it was told: " + how + ". Nothing needs to be done.");
    }

    static NodeEnd broken(NodeSettings node, String what) {
        return new NodeEnd(
                Kind.BROKEN,
                "[NET-635] The node " + name(node) + " ends: it cannot go on, " + what
                        + ". It can come back as a new member. The lines before say more; report it if they do not explain it.");
    }

    static String comesBack(NodeSettings node, long pauseMillis, int time) {
        return "[NET-636] The node " + name(node) + " joins again, as a new member of its cluster, in " + pauseMillis
                + " ms (for the " + time + ". time in this process). It ended although nobody told it to; "
                + "with weir.rejoin.enabled = off its process would end, for a service manager to start another.";
    }

    static String cannotComeBackYet(NodeSettings node, String why, long pauseMillis) {
        return "[NET-637] The node " + name(node) + " cannot start again yet. " + why + " It is tried again in "
                + pauseMillis + " ms; end the process if it is not wanted any more.";
    }

    private static String name(NodeSettings node) {
        return node.host() + ":" + node.port();
    }

    /** The actor system could not be made. */
    static RuntimeException notStarted(NodeSettings node, RuntimeException cause) {
        return isBind(cause)
                ? new IllegalStateException(
                        "[CFG-205] The node cannot listen on " + node.host() + ":" + node.port()
                                + ". Another process uses that port, or the address is not of this machine. "
                                + "Stop that process (find it with 'ss -ltnp'), or set weir.node.host and weir.node.port.",
                        cause)
                : cause;
    }

    private static boolean isBind(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage());
            if (at instanceof BindException || message.contains("Failed to bind") || message.contains("Bind failed")) {
                return true;
            }
        }
        return false;
    }
}
