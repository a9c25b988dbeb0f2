package io.weir.testkit.simulation;

/**
 * Ends what a node was just doing when it was killed in the middle of it. A fatal error, so that neither the code under test nor the actor
 * system goes on after it; what catches it all the same gets it again at the next thing that could be seen outside.
 */
final class NodeCrashed extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    NodeCrashed(SimulatedNode node) {
        super(node + " was killed");
    }

    /** It is thrown often, and nobody looks at where. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
