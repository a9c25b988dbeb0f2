package io.weir.tools.chaos;

import io.weir.api.JobStatus;

/** Every sentence about a run that did not go well, side by side. */
final class ChaosErrors {
    private ChaosErrors() {}

    static IllegalStateException stands(String what, long seconds, String lastFailure) {
        return new IllegalStateException("[CLI-572] The job stands still: " + what + " within " + seconds
                + " s. Its last failure: " + lastFailure + ". Look at the nodes' logs in the run's directory.");
    }

    static IllegalStateException notWhole(int nodes, long seconds, String lastSeen) {
        return new IllegalStateException("[CLI-572] The cluster does not become whole: not all of " + nodes
                + " workers were registered, and the job running, within " + seconds
                + " s of a fault. Last seen: " + lastSeen + ". Look at the nodes' logs in the run's directory.");
    }

    static IllegalStateException jobEnded(JobStatus status, String sentence) {
        return new IllegalStateException("[CLI-572] The job is " + status + ", although it must survive all this: "
                + sentence + " Look at the nodes' logs in the run's directory.");
    }

    static UnsupportedOperationException impossible(FaultKind kind, String why) {
        return new UnsupportedOperationException("[CLI-573] The fault '" + kind.label() + "' is not possible here. "
                + why + ". Leave it out of --faults.");
    }
}
