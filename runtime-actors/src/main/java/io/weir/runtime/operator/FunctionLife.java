package io.weir.runtime.operator;

import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.OpenContext;
import io.weir.api.function.RichFunction;
import io.weir.api.state.KeyedStateStore;
import io.weir.api.state.OperatorStateStore;
import io.weir.state.operator.OperatorStateBackend;
import java.util.OptionalLong;

/** The calls a user's function gets besides its records, as Flink orders them. */
public final class FunctionLife {
    private FunctionLife() {}

    public static void initialize(OperatorContext context, Object function) throws Exception {
        context.restoreAccumulators();
        OperatorRuntimeContext runtime = new OperatorRuntimeContext(context);
        if (function instanceof RichFunction rich) {
            rich.setRuntimeContext(runtime);
        }
        if (function instanceof CheckpointedFunction checkpointed) {
            checkpointed.initializeState(new Initialization(context, runtime, context.operatorState()));
        }
    }

    public static void open(OperatorContext context, Object function) throws Exception {
        if (function instanceof RichFunction rich) {
            rich.open(new OpenContext() {});
        }
    }

    public static void snapshot(Object function, OperatorSnapshotBuilder snapshot) throws Exception {
        if (function instanceof CheckpointedFunction checkpointed) {
            checkpointed.snapshotState(
                    new Snapshot(snapshot.checkpoint(), snapshot.order().triggeredAtMs()));
        }
    }

    private record Snapshot(long id, long timestamp) implements FunctionSnapshotContext {
        @Override
        public long getCheckpointId() {
            return id;
        }

        @Override
        public long getCheckpointTimestamp() {
            return timestamp;
        }
    }

    private record Initialization(OperatorContext context, KeyedStateStore keyed, OperatorStateBackend operatorState)
            implements FunctionInitializationContext {
        @Override
        public OptionalLong getRestoredCheckpointId() {
            OperatorRestore restore = context.restore();
            return restore == null ? OptionalLong.empty() : OptionalLong.of(restore.checkpoint());
        }

        @Override
        public OperatorStateStore getOperatorStateStore() {
            return operatorState;
        }

        @Override
        public KeyedStateStore getKeyedStateStore() {
            return keyed;
        }
    }
}
