package io.weir.fuzz.target;

import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapStateDescriptor;
import io.weir.fuzz.FuzzTarget;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.operator.OperatorStateBackend;
import io.weir.state.operator.OperatorStateRedistribution;
import java.util.Arrays;
import java.util.List;

/** Operator state, redistributed to another parallelism and restored. */
public final class OperatorStateTarget implements FuzzTarget<OperatorStateBackend> {
    @Override
    public String name() {
        return "operator-state";
    }

    @Override
    public String what() {
        return "operator state, also at another parallelism (`OperatorStateBackend`, `OperatorStateRedistribution`)";
    }

    @Override
    public List<byte[]> seeds() throws Exception {
        OperatorStateBackend backend = new OperatorStateBackend("op", Samples.CODECS);
        backend.getListState(new ListStateDescriptor<>("list", Object.class))
                .update(List.of(new Samples.Order(1, "a", 2, List.of(), true, 1), "x"));
        backend.getUnionListState(new ListStateDescriptor<>("union", String.class))
                .add("u");
        backend.getBroadcastState(new MapStateDescriptor<>("rules", String.class, Long.class))
                .put("r", 3L);
        return List.of(
                new byte[0],
                backend.snapshot(),
                OperatorStateRedistribution.redistribute(List.of(backend.snapshot(), backend.snapshot()), 1, "op")
                        .get(0));
    }

    @Override
    public OperatorStateBackend decode(byte[] input) throws CorruptSnapshotException {
        for (byte[] part : OperatorStateRedistribution.redistribute(List.of(input, input), 3, "op")) {
            OperatorStateBackend.restore("op", Samples.CODECS, part);
        }
        return OperatorStateBackend.restore("op", Samples.CODECS, input);
    }

    @Override
    public byte[] encode(OperatorStateBackend backend) {
        return backend.snapshot();
    }

    @Override
    public byte[] sealed(byte[] input) {
        return Seals.crcAtEnd(input);
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof CorruptSnapshotException;
    }

    @Override
    public boolean same(OperatorStateBackend one, OperatorStateBackend other) {
        byte[] a = one.snapshot();
        byte[] b = other.snapshot();
        Arrays.sort(a, 0, Math.max(0, a.length - Integer.BYTES)); // hash tables may have another order
        Arrays.sort(b, 0, Math.max(0, b.length - Integer.BYTES));
        return Arrays.equals(a, 0, Math.max(0, a.length - Integer.BYTES), b, 0, Math.max(0, b.length - Integer.BYTES));
    }
}
