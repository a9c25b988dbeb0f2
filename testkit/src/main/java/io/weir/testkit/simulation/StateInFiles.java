package io.weir.testkit.simulation;

import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotTarget;
import java.io.IOException;

/** A target that puts even small state into files, as large state is: so that there are files to tear, lose and delete. */
final class StateInFiles implements SnapshotTarget {
    private final SnapshotTarget target;

    StateInFiles(SnapshotTarget target) {
        this.target = target;
    }

    @Override
    public SnapshotOutput create(String name, Scope scope) throws IOException {
        return target.create(name, scope);
    }

    @Override
    public int inlineThreshold() {
        return 0;
    }
}
