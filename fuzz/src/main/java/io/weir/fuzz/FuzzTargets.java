package io.weir.fuzz;

import io.weir.actors.exchange.socket.SocketFrameTarget;
import io.weir.actors.liveness.HandshakeTarget;
import io.weir.fuzz.target.CheckpointTarget;
import io.weir.fuzz.target.ConfigTarget;
import io.weir.fuzz.target.ControlTarget;
import io.weir.fuzz.target.FileConnectorTarget;
import io.weir.fuzz.target.FrameTarget;
import io.weir.fuzz.target.JobGraphTarget;
import io.weir.fuzz.target.KeyedStateTarget;
import io.weir.fuzz.target.OperatorStateTarget;
import io.weir.fuzz.target.RecordTarget;
import io.weir.fuzz.target.SourceEventTarget;
import io.weir.runtime.channel.BatchTarget;
import io.weir.runtime.operator.ConnectorStateTarget;
import io.weir.runtime.operator.sink.CommittablesTarget;
import io.weir.state.rocksdb.RocksDbRowTarget;
import io.weir.state.rocksdb.RocksDbSnapshotTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All decoders that are fuzzed. A new format gets its line here. */
public final class FuzzTargets {
    /** Made when asked for: some start an actor system. */
    private static final Map<String, Supplier<FuzzTarget<?>>> TARGETS = new LinkedHashMap<>();

    static {
        TARGETS.put("record", RecordTarget::new);
        TARGETS.put("batch", BatchTarget::new);
        TARGETS.put("frame", FrameTarget::new);
        TARGETS.put("socket-frame", SocketFrameTarget::new);
        TARGETS.put("handshake", HandshakeTarget::new);
        TARGETS.put("control", ControlTarget::new);
        TARGETS.put("manifest", CheckpointTarget::manifest);
        TARGETS.put("acknowledgement", CheckpointTarget::acknowledgement);
        TARGETS.put("ledger-event", CheckpointTarget::ledgerEvent);
        TARGETS.put("ledger-state", CheckpointTarget::ledgerState);
        TARGETS.put("keyed-state", KeyedStateTarget::new);
        TARGETS.put("rocksdb-snapshot", RocksDbSnapshotTarget::new);
        TARGETS.put("rocksdb-row", RocksDbRowTarget::new);
        TARGETS.put("operator-state", OperatorStateTarget::new);
        TARGETS.put("connector-state", ConnectorStateTarget::new);
        TARGETS.put("committables", CommittablesTarget::new);
        TARGETS.put("file-connector", FileConnectorTarget::new);
        TARGETS.put("job-graph", JobGraphTarget::new);
        TARGETS.put("source-event", SourceEventTarget::new);
        TARGETS.put("config", ConfigTarget::new);
    }

    private FuzzTargets() {}

    /** In the order of the table in {@code docs/simulation.md}. */
    public static List<String> names() {
        return List.copyOf(TARGETS.keySet());
    }

    /**
     * The target of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FuzzTarget<?> named(String name) {
        Supplier<FuzzTarget<?>> target = TARGETS.get(name);
        if (target == null) {
            throw new IllegalArgumentException("[CLI-502] There is no target '" + name + "' to fuzz. There are "
                    + String.join(", ", names()) + ". Name one of them.");
        }
        return target.get();
    }
}
