package io.weir.runtime.operator;

import io.weir.checkpoint.CheckpointOrder;
import io.weir.checkpoint.OperatorSubtaskState;
import io.weir.checkpoint.StateChunk;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotTarget;
import io.weir.state.snapshot.SnapshotTask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the synchronous part of one operator's snapshot, then writes it: the first on the subtask's thread, the second elsewhere. */
public final class OperatorSnapshotBuilder {
    private final CheckpointOrder order;
    private final SortedMap<String, byte[]> sections = new TreeMap<>();
    private @Nullable SnapshotTask<KeyedStateHandle> keyed;

    public OperatorSnapshotBuilder(CheckpointOrder order) {
        this.order = order;
    }

    public CheckpointOrder order() {
        return order;
    }

    public long checkpoint() {
        return order.id().value();
    }

    /** State that is bytes already. */
    public void section(String name, byte[] bytes) {
        sections.put(name, bytes);
    }

    public void keyed(SnapshotTask<KeyedStateHandle> task) {
        keyed = task;
    }

    /** Takes over what was collected elsewhere. */
    public void takeFrom(OperatorSnapshotBuilder other) {
        sections.putAll(other.sections);
        keyed = other.keyed;
    }

    /** The asynchronous part: called once, on a thread for blocking work. */
    public OperatorSubtaskState write(SnapshotTarget target) throws IOException {
        SnapshotTask<KeyedStateHandle> task = keyed;
        List<KeyedStateHandle> handles = task == null ? List.of() : List.of(task.write(target));
        SortedMap<String, StateChunk> chunks = new TreeMap<>();
        for (Map.Entry<String, byte[]> section : sections.entrySet()) {
            chunks.put(section.getKey(), chunk(section.getKey(), section.getValue(), target));
        }
        return new OperatorSubtaskState(handles, chunks);
    }

    private static StateChunk chunk(String name, byte[] bytes, SnapshotTarget target) throws IOException {
        if (bytes.length <= target.inlineThreshold()) {
            return new StateChunk.Inline(bytes);
        }
        try (SnapshotOutput out = target.create(name, SnapshotTarget.Scope.EXCLUSIVE)) {
            out.write(bytes);
            return new StateChunk.Stored(out.commit());
        }
    }

    /** Instead of {@link #write}: lets go of what was frozen. */
    public void cancel() {
        SnapshotTask<KeyedStateHandle> task = keyed;
        if (task != null) {
            task.cancel();
        }
    }
}
