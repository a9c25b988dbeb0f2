package io.weir.checkpoint;

import io.weir.state.key.KeyGroupRange;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Small pieces that many tests need. */
public final class CheckpointFixtures {
    public static final String JOB = "job-a";

    private CheckpointFixtures() {}

    public static CheckpointId cp(long id) {
        return new CheckpointId(id);
    }

    /** The file {@code name} that the checkpoint shares with later ones. */
    public static FileRef shared(long id, String name) {
        return new FileRef(CheckpointPaths.shared(JOB, cp(id), 1, "t", 0, name), 10, 7);
    }

    /** The file {@code name} that belongs to the checkpoint alone. */
    public static FileRef own(long id, String name) {
        return new FileRef(CheckpointPaths.exclusive(JOB, cp(id), 1, "t", 0, name), 10, 7);
    }

    public static KeyedStateHandle handle(int first, int last, FileRef... files) {
        return new KeyedStateHandle(new KeyGroupRange(first, last), "heap-1", new byte[] {1, 2}, List.of(files));
    }

    public static SubtaskSnapshot snapshot(int vertex, int index, FileRef... files) {
        TreeMap<String, OperatorSubtaskState> operators = new TreeMap<>();
        operators.put("count", new OperatorSubtaskState(List.of(handle(0, 63, files)), new TreeMap<>()));
        return new SubtaskSnapshot(new SubtaskId(vertex, index), operators);
    }

    /** A manifest with something of everything. */
    public static CheckpointManifest manifest(long id, long epoch, FileRef... files) {
        TreeMap<String, StateChunk> sections = new TreeMap<>();
        sections.put("splits", new StateChunk.Inline(new byte[] {9, 8, 7}));
        sections.put("committables", new StateChunk.Stored(own(id, "committables")));
        TreeMap<String, OperatorSnapshot> operators = new TreeMap<>();
        operators.put(
                "source",
                new OperatorSnapshot(
                        1, 128, List.of(new OperatorSubtaskState(List.of(), sections)), new byte[] {5}, true));
        List<OperatorSubtaskState> counts = new ArrayList<>();
        counts.add(new OperatorSubtaskState(List.of(handle(0, 63, files)), new TreeMap<>()));
        counts.add(OperatorSubtaskState.EMPTY);
        operators.put("count", OperatorSnapshot.of(128, counts));
        return new CheckpointManifest(
                CheckpointManifest.FORMAT_VERSION,
                JOB,
                cp(id),
                CheckpointKind.CHECKPOINT,
                epoch,
                1_700_000_000_000L,
                operators);
    }

    public static ManifestRef manifestRef(long id) {
        return new ManifestRef(CheckpointPaths.manifest(JOB, cp(id), 1), 100, 1);
    }
}
