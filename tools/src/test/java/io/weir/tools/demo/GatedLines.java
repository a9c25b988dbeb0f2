package io.weir.tools.demo;

import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.SourceFunction;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The lines of a file, some hundred a second, and never the last quarter before a gate file exists: so a job is in mid-stream for as long as a
 * test wants, however slow the machine is. When the gate is open, the rest comes at full speed.
 */
@SuppressWarnings("NullAway") // position is made in initializeState, before anything else is called
final class GatedLines implements SourceFunction<String>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final long PACE_NANOS = 2_000_000;
    private static final long GATE_NANOS = 20_000_000;

    private final String file;
    private final String gate;
    private volatile boolean cancelled;
    private transient ListState<Integer> position;
    private int next; // under the checkpoint lock

    GatedLines(Path file, Path gate) {
        this.file = file.toString();
        this.gate = gate.toString();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        position = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("position", Integer.class));
        for (int restored : position.get()) {
            next = restored;
        }
    }

    @Override
    public void run(SourceContext<String> ctx) throws Exception {
        List<String> lines = Files.readAllLines(Path.of(file));
        Path opened = Path.of(gate);
        boolean open = Files.exists(opened);
        while (!cancelled && next < lines.size()) {
            if (!open) {
                open = Files.exists(opened);
                boolean atGate = next >= lines.size() * 3 / 4;
                LockSupport.parkNanos(atGate ? GATE_NANOS : PACE_NANOS);
                if (atGate && !open) {
                    continue;
                }
            }
            synchronized (ctx.getCheckpointLock()) {
                ctx.collect(lines.get(next));
                next++;
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        position.update(List.of(next));
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
