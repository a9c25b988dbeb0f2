package io.weir.state.heap;

import io.weir.api.serde.CodecRegistry;
import io.weir.state.format.KeyedSnapshotWriter;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.row.StateSlots;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotTarget;
import io.weir.state.snapshot.SnapshotTask;
import io.weir.state.table.Hashed;
import io.weir.state.timer.TimerServices;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes what {@link HeapKeyedBackend#snapshot} froze. Made by the owner's thread, run or cancelled by any other. */
final class HeapSnapshotTask implements SnapshotTask<KeyedStateHandle> {
    /** What is written; only read from now on. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frozen(
            int maxParallelism,
            KeyGroupRange keyGroups,
            List<StateSlots.Description> states,
            @Nullable Hashed[][] rows,
            List<TimerServices.Frozen> timers) {}

    private final int version;
    private final CodecRegistry codecs;

    /** Taken once, by {@link #write} or {@link #cancel}, so that the garbage collector gets the arrays as soon as they are written. */
    private final AtomicReference<@Nullable Frozen> frozen;

    private volatile boolean released;

    HeapSnapshotTask(int version, Frozen frozen, CodecRegistry codecs) {
        this.version = version;
        this.frozen = new AtomicReference<>(frozen);
        this.codecs = codecs;
    }

    /** Rows of a version below this one may be in it. */
    int version() {
        return version;
    }

    /** Whether the owner may change everything again. */
    boolean isReleased() {
        return released;
    }

    @Override
    public KeyedStateHandle write(SnapshotTarget target) throws IOException {
        Frozen state = frozen.getAndSet(null);
        if (state == null) {
            throw new IOException(
                    "[CKP-407] this snapshot was cancelled or written already. A checkpoint that was aborted while it waited ends so; the"
                            + " next one is not affected");
        }
        try (KeyedSnapshotWriter writer =
                new KeyedSnapshotWriter(target, state.maxParallelism(), state.keyGroups(), state.states(), codecs)) {
            for (int i = 0; i < state.rows().length; i++) {
                writer.writeRows(state.keyGroups().first() + i, state.rows()[i]);
            }
            for (TimerServices.Frozen timers : state.timers()) {
                writer.writeTimers(timers);
            }
            return writer.finish();
        } finally {
            released = true;
        }
    }

    @Override
    public void cancel() {
        if (frozen.getAndSet(null) != null) {
            released = true;
        }
    }
}
