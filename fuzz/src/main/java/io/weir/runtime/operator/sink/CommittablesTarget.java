package io.weir.runtime.operator.sink;

import io.weir.fuzz.FuzzTarget;
import io.weir.runtime.operator.ConnectorStateTarget;
import io.weir.runtime.operator.sink.Committables.Pending;
import io.weir.state.failure.CorruptSnapshotException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/** Committables of a sink in a checkpoint. */
@NullMarked
public final class CommittablesTarget implements FuzzTarget<Map<Long, List<Pending<byte[]>>>> {
    @Override
    public String name() {
        return "committables";
    }

    @Override
    public String what() {
        return "committables of a sink in a checkpoint (`Committables`)";
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        byte[] formatOne =
                HexFormat.of().parseHex("00000001" + "0000000000000007" + "0000000100000001" + "0000000205" + "06");
        return List.of(
                formatOne,
                encode(new TreeMap<>(Map.of(
                        7L,
                        List.of(new Pending<>(new byte[] {1}, 0), new Pending<>(new byte[0], 3)),
                        8L,
                        List.of(new Pending<>(new byte[] {2}, 1))))));
    }

    @Override
    public Map<Long, List<Pending<byte[]>>> decode(byte[] input) throws IOException {
        return Committables.read(input, ConnectorStateTarget.BYTES);
    }

    @Override
    public byte[] encode(Map<Long, List<Pending<byte[]>>> pending) throws IOException {
        return Committables.write(pending, ConnectorStateTarget.BYTES);
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof CorruptSnapshotException;
    }

    @Override
    public boolean same(Map<Long, List<Pending<byte[]>>> one, Map<Long, List<Pending<byte[]>>> other) {
        try {
            return Arrays.equals(encode(one), encode(other));
        } catch (IOException e) {
            throw new IllegalStateException("bytes can always be written", e);
        }
    }
}
