package io.weir.runtime.operator.sink;

import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.runtime.operator.VersionedList;
import io.weir.state.failure.CorruptSnapshotException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Committables in a checkpoint. Format 2: {@value #FORMAT_2}, the number of checkpoints, of each its id, its committables as a {@link
 * VersionedList}, and for each of these how often its commit was retried. Format 1 began with the number of checkpoints and knew no retries.
 */
final class Committables {
    private static final int FORMAT_2 = -2;
    private static final int LEAST_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private Committables() {}

    /**
     * One of them.
     *
     * @param retries of its commit, so far
     */
    record Pending<C>(C committable, int retries) {}

    static <C> byte[] write(Map<Long, List<Pending<C>>> pending, SimpleVersionedSerializer<C> serializer)
            throws IOException {
        BinaryOutput out = new BinaryOutput(256);
        out.writeInt(FORMAT_2);
        out.writeInt(pending.size());
        for (Map.Entry<Long, List<Pending<C>>> each : pending.entrySet()) {
            List<C> committables = new ArrayList<>();
            for (Pending<C> one : each.getValue()) {
                committables.add(one.committable());
            }
            out.writeLong(each.getKey());
            VersionedList.write(committables, serializer, out);
            for (Pending<C> one : each.getValue()) {
                out.writeInt(one.retries());
            }
        }
        return out.toByteArray();
    }

    /**
     * What {@link #write} wrote, of either format.
     *
     * @return by checkpoint
     * @throws CorruptSnapshotException [CKP-401] if it is damaged
     * @throws IOException what the serializer throws
     */
    static <C> NavigableMap<Long, List<Pending<C>>> read(byte[] bytes, SimpleVersionedSerializer<C> serializer)
            throws IOException {
        BinaryInput in = new BinaryInput(bytes);
        boolean withRetries = bytes.length >= Integer.BYTES && new BinaryInput(bytes).readInt() == FORMAT_2;
        if (withRetries) {
            in.skip(Integer.BYTES);
        }
        TreeMap<Long, List<Pending<C>>> pending = new TreeMap<>();
        for (int left = VersionedList.length(in, LEAST_BYTES); left > 0; left--) {
            long checkpoint = VersionedList.longNumber(in);
            List<Pending<C>> of = new ArrayList<>();
            for (C committable : VersionedList.read(in, serializer)) {
                of.add(new Pending<>(committable, 0));
            }
            if (withRetries) {
                readRetries(of, in);
            }
            if (pending.put(checkpoint, of) != null) {
                throw VersionedList.damaged("checkpoint " + checkpoint + " is there twice");
            }
        }
        VersionedList.requireEnd(in);
        return pending;
    }

    private static <C> void readRetries(List<Pending<C>> of, BinaryInput in) throws CorruptSnapshotException {
        for (int i = 0; i < of.size(); i++) {
            int retries = VersionedList.number(in);
            if (retries < 0) {
                throw VersionedList.damaged("a commit was retried " + retries + " times");
            }
            of.set(i, new Pending<>(of.get(i).committable(), retries));
        }
    }
}
