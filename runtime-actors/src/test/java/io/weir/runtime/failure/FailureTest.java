package io.weir.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.checkpoint.CheckpointException;
import io.weir.state.CorruptSnapshotException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void damagedStateIsNotMendedByARestart() { // simulation, seed 1 of its day: the job restarted for ever
        CheckpointException changed = CheckpointException.of("CKP-402", "a file has another checksum");

        assertThat(Failure.of(changed).kind()).isEqualTo(FailureKind.CORRUPT_STATE);
        assertThat(Failure.of(new UncheckedIOException(changed)).kind()).isEqualTo(FailureKind.CORRUPT_STATE);
        assertThat(Failure.of(new CorruptSnapshotException("[CKP-403] unknown format"))
                        .kind())
                .isEqualTo(FailureKind.CORRUPT_STATE);
    }

    @Test
    void aStorageThatCannotBeReadNowMayBeReadLater() {
        CheckpointException unavailable =
                CheckpointException.unavailable("CKP-401", "the storage does not answer", new IOException("timeout"));

        assertThat(Failure.of(unavailable).kind()).isEqualTo(FailureKind.USER_CODE);
    }

    @Test
    void aFullStorageIsNoDamage() {
        assertThat(Failure.of(CheckpointException.of("CKP-407", "no space left"))
                        .kind())
                .isEqualTo(FailureKind.USER_CODE);
    }

    @Test
    void whatSaysItsKindHasThatKind() {
        assertThat(Failure.of(new WeirException(FailureKind.BROKEN_PROTOCOL, "[NET-701] gap"))
                        .kind())
                .isEqualTo(FailureKind.BROKEN_PROTOCOL);
        assertThat(Failure.of(new IllegalStateException()).message()).isEqualTo("java.lang.IllegalStateException");
    }
}
