package io.weir.checkpoint;

import static io.weir.checkpoint.CheckpointFixtures.cp;
import static io.weir.checkpoint.CheckpointFixtures.handle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.checkpoint.StateAssignment.OperatorShape;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.snapshot.KeyedStateHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The checkpoint holds {@code count} with two subtasks of 64 key groups each, and {@code source} with one. */
class StateAssignmentTest {
    private final CheckpointManifest manifest = manifest();

    private static CheckpointManifest manifest() {
        List<OperatorSubtaskState> counts = List.of(state(0, 63, 1), state(64, 127, 2));
        TreeMap<String, OperatorSnapshot> operators = new TreeMap<>();
        operators.put("count", OperatorSnapshot.of(128, counts));
        operators.put(
                "source", new OperatorSnapshot(1, 128, List.of(OperatorSubtaskState.EMPTY), new byte[] {5}, false));
        operators.put("map", OperatorSnapshot.of(128, List.of(OperatorSubtaskState.EMPTY)));
        return new CheckpointManifest(1, "job", cp(4), CheckpointKind.CHECKPOINT, 1, 0, operators);
    }

    private static OperatorSubtaskState state(int first, int last, int section) {
        TreeMap<String, StateChunk> sections = new TreeMap<>();
        sections.put("buffer", new StateChunk.Inline(new byte[] {(byte) section}));
        return new OperatorSubtaskState(List.of(handle(first, last)), sections);
    }

    private static Map<String, OperatorShape> plan(int countParallelism, int maxParallelism) {
        Map<String, OperatorShape> plan = new HashMap<>();
        plan.put("count", new OperatorShape(countParallelism, maxParallelism));
        plan.put("source", new OperatorShape(1, 128));
        plan.put("map", new OperatorShape(1, 128));
        return plan;
    }

    private StateAssignment.RestoreState restored(int parallelism, int subtask) {
        return Objects.requireNonNull(
                StateAssignment.of(manifest, plan(parallelism, 128), false).restore("count", subtask));
    }

    private List<KeyGroupRange> ranges(int parallelism, int subtask) {
        return restored(parallelism, subtask).keyed().stream()
                .map(KeyedStateHandle::keyGroups)
                .toList();
    }

    @Test
    void withTheSameParallelismEverySubtaskGetsItsOwn() {
        assertThat(ranges(2, 0)).containsExactly(new KeyGroupRange(0, 63));
        assertThat(ranges(2, 1)).containsExactly(new KeyGroupRange(64, 127));
    }

    @Test
    void whenScaledInOneGetsAll() {
        assertThat(ranges(1, 0)).containsExactly(new KeyGroupRange(0, 63), new KeyGroupRange(64, 127));
    }

    @Test
    void whenScaledOutEachGetsWhatReachesIntoItsKeyGroups() {
        assertThat(ranges(3, 0)).containsExactly(new KeyGroupRange(0, 63));
        assertThat(ranges(3, 1)).containsExactly(new KeyGroupRange(0, 63), new KeyGroupRange(64, 127));
        assertThat(ranges(3, 2)).containsExactly(new KeyGroupRange(64, 127));
    }

    @Test
    void atAnyParallelismEveryKeyGroupIsCoveredByExactlyWhoOwnsIt() {
        for (int parallelism = 1; parallelism <= 128; parallelism++) {
            List<Integer> owned = new ArrayList<>();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                StateAssignment.RestoreState state = restored(parallelism, subtask);
                for (int group = state.keyGroups().first();
                        group <= state.keyGroups().last();
                        group++) {
                    int wanted = group;
                    owned.add(group);
                    assertThat(state.keyed())
                            .anyMatch(handle -> handle.keyGroups().contains(wanted));
                }
            }
            assertThat(owned).hasSize(128).doesNotHaveDuplicates();
        }
    }

    @Test
    void sectionsOfAllOldSubtasksStandInTheirOrder() {
        StateAssignment.RestoreState state = restored(3, 2);
        assertThat(state.oldParallelism()).isEqualTo(2);
        assertThat(state.sections().get("buffer"))
                .containsExactly(new StateChunk.Inline(new byte[] {1}), new StateChunk.Inline(new byte[] {2}));
    }

    @Test
    void anOperatorThatIsNewStartsEmpty() {
        Map<String, OperatorShape> plan = plan(2, 128);
        plan.put("new", new OperatorShape(1, 128));
        assertThat(StateAssignment.of(manifest, plan, false).restore("new", 0)).isNull();
    }

    @Test
    void stateThatWouldBeLostIsRefusedAndNamed() {
        Map<String, OperatorShape> plan = plan(2, 128);
        plan.remove("count");
        plan.remove("source");
        assertThatThrownBy(() -> StateAssignment.of(manifest, plan, false))
                .isInstanceOf(RestoreRefusedException.class)
                .hasMessageStartingWith(
                        "[CKP-404] cp-4 holds state of operators that the job does not have: count, source.")
                .hasMessageContaining("old uid back");
        assertThat(StateAssignment.of(manifest, plan, true).restore("count", 0)).isNull();
    }

    @Test
    void anOperatorWithoutStateMayGo() {
        Map<String, OperatorShape> plan = plan(2, 128);
        plan.remove("map");
        assertThat(StateAssignment.of(manifest, plan, false).coordinatorState("source"))
                .containsExactly(5);
    }

    @Test
    void anotherNumberOfKeyGroupsIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> StateAssignment.of(manifest, plan(2, 256), false))
                .hasMessageStartingWith("[CKP-406]")
                .hasMessageContaining("count from 128 to 256");
    }

    @Test
    void aManifestIsAssembledFromOneAcknowledgementOfEachSubtask() {
        Map<String, ManifestAssembly.Operator> operators = Map.of(
                "source", new ManifestAssembly.Operator(0, 1, 128), "count", new ManifestAssembly.Operator(1, 2, 128));
        List<SubtaskSnapshot> acks = List.of(
                SubtaskSnapshot.empty(new SubtaskId(0, 0)),
                CheckpointFixtures.snapshot(1, 0),
                CheckpointFixtures.snapshot(1, 1));
        CheckpointManifest assembled = ManifestAssembly.assemble(
                "job",
                new LedgerAction.WriteManifest(CheckpointOrder.checkpoint(1, 0), 1, acks),
                operators,
                Map.of("source", new ManifestAssembly.CoordinatorState(new byte[] {1}, true)));

        assertThat(assembled.operators()).containsOnlyKeys("source", "count");
        assertThat(Objects.requireNonNull(assembled.operators().get("count")).hasKeyedState())
                .isTrue();
        assertThat(Objects.requireNonNull(assembled.operators().get("source")).coordinatorState())
                .containsExactly(1);
        assertThatThrownBy(() -> ManifestAssembly.assemble(
                        "job",
                        new LedgerAction.WriteManifest(CheckpointOrder.checkpoint(1, 0), 1, acks.subList(0, 2)),
                        operators,
                        Map.of()))
                .hasMessageContaining("subtask 1.1 of count has not acknowledged");
    }
}
