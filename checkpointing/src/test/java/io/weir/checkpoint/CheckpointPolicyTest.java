package io.weir.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.state.snapshot.FileRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointPolicyTest {
    @Test
    void everyBadNumberSaysWhichOneItIs() {
        assertThatThrownBy(() -> new CheckpointPolicy(5, 1_000, 0, 1, 0, 1))
                .hasMessageContaining("[CFG-203]")
                .hasMessageContaining("The checkpoint interval is 5 ms");
        assertThatThrownBy(() -> new CheckpointPolicy(1_000, 999, 0, 1, 0, 1))
                .as("as the job is told before it is submitted: InvalidJobsTest")
                .hasMessage("[CFG-203] The checkpoint timeout is 999 ms. It must be at least the interval, 1000 ms. "
                        + "Raise it, or take checkpoints more often.");
        assertThatThrownBy(() -> new CheckpointPolicy(1_000, 1_000, -1, 1, 0, 1))
                .hasMessageContaining("pause");
        assertThatThrownBy(() -> new CheckpointPolicy(1_000, 1_000, 0, 0, 0, 1)).hasMessageContaining("concurrency");
        assertThatThrownBy(() -> new CheckpointPolicy(1_000, 1_000, 0, 1, -1, 1))
                .hasMessageContaining("tolerable failures");
        assertThatThrownBy(() -> new CheckpointPolicy(1_000, 1_000, 0, 1, 0, 0)).hasMessageContaining("retained");
    }

    @Test
    void anIdBelowTheFirstIsRefused() {
        assertThatThrownBy(() -> new CheckpointId(0)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> new SubtaskId(-1, 0)).hasMessageContaining("counted from 0");
    }

    @Test
    void everyPathSaysWhichCheckpointItWasMadeFor() {
        CheckpointId id = new CheckpointId(42);
        assertThat(CheckpointPaths.madeFor(CheckpointPaths.exclusive("j", id, 3, "0.1", 0, "heap")))
                .isEqualTo(id);
        assertThat(CheckpointPaths.madeFor(CheckpointPaths.shared("j", id, 3, "0.1", 0, "7.sst") + ".part0"))
                .isEqualTo(id);
        assertThat(CheckpointPaths.madeFor(CheckpointPaths.manifest("j", id, 3)))
                .isEqualTo(id);
        assertThat(CheckpointPaths.madeFor(CheckpointPaths.blob("abc"))).isNull();
    }

    @Test
    void noNameLeadsOutOfItsFolder() {
        assertThatThrownBy(() -> CheckpointPaths.job("../other")).hasMessageStartingWith("[CFG-204]");
        String path = CheckpointPaths.exclusive("j", new CheckpointId(1), 1, "../../x", 0, "..\\..\0/etc");
        assertThat(new FileRef(path, 0, 0).path()).startsWith("j/chk-1/e1/").doesNotContain("..");
    }

    @Test
    void aFileIsFreeOnlyWhenNobodyHoldsIt() {
        FileRegistry registry = new FileRegistry();
        FileRef file = CheckpointFixtures.shared(1, "a");
        registry.hold(new CheckpointId(1), List.of(file, file));
        registry.hold(new CheckpointId(2), List.of(file));
        assertThat(registry.onlyHeldBy(Set.of(new CheckpointId(1)))).isEmpty();

        registry.release(new CheckpointId(1));
        assertThat(registry.unheld(List.of(file))).isEmpty();
        registry.release(new CheckpointId(2));
        assertThat(registry.unheld(List.of(file))).containsExactly(file);
    }
}
