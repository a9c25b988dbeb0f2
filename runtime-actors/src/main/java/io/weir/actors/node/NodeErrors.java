package io.weir.actors.node;

import java.net.BindException;

/** Why a node did not start, in sentences. */
final class NodeErrors {
    private NodeErrors() {}

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
