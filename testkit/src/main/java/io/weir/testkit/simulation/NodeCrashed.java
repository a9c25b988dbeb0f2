package io.weir.testkit.simulation;

/** Ends what a node was just doing when it was killed in the middle of it. An error, so that no code under test catches it. */
final class NodeCrashed extends Error {
    private static final long serialVersionUID = 1L;

    NodeCrashed(SimulatedNode node) {
        super(node + " was killed", null, false, false);
    }
}
