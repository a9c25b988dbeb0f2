package io.weir.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.connector.ConnectorException;
import io.weir.checkpoint.CheckpointException;
import io.weir.state.failure.CorruptSnapshotException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import javax.security.auth.login.LoginException;
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
    void whatIsNotThereIsToldApartFromMistakesOfTheCode() {
        for (Exception missing : List.of(
                new NoSuchFileException("/no/such/file"),
                new FileNotFoundException("/no/such/file"),
                new AccessDeniedException("/root"),
                new UnknownHostException("no.such.host"),
                new LoginException("no such user"))) {
            assertThat(Failure.of(missing).kind()).as("%s", missing).isEqualTo(FailureKind.UNMET_NEED);
            assertThat(Failure.of(new UserCodeException("map", new IllegalStateException(missing)))
                            .kind())
                    .as("%s below", missing)
                    .isEqualTo(FailureKind.UNMET_NEED);
        }
        assertThat(Failure.of(new ConnectorException("[DATA-331] a.zst is compressed with zstd."))
                        .kind())
                .isEqualTo(FailureKind.UNMET_NEED);
        assertThat(Failure.of(new ConnectException("refused: it may listen later"))
                        .kind())
                .isEqualTo(FailureKind.USER_CODE);
    }

    @Test
    void aSentenceThatSaysItAllBringsNoStackTrace() {
        Failure missing = Failure.of(new ConnectorException(
                "[DATA-311] there is no file /no. Give another.", new NoSuchFileException("/no")));

        assertThat(missing.message()).startsWith("[DATA-311]");
        assertThat(missing.details()).isEmpty();
    }

    @Test
    void aRestartDoesNotMendAProgramWhoseKeysOrValuesAreRefused() {
        for (String code : List.of("API-104", "API-107", "API-265")) {
            assertThat(Failure.of(new UserCodeException(
                                    "key by", new IllegalArgumentException("[" + code + "] it is refused.")))
                            .kind())
                    .as(code)
                    .isEqualTo(FailureKind.BAD_JOB);
        }
        assertThat(Failure.of(new IllegalArgumentException("[API-113] this record only"))
                        .kind())
                .isEqualTo(FailureKind.USER_CODE);
        assertThat(Failure.of(new IllegalArgumentException("[API-104")).kind()).isEqualTo(FailureKind.USER_CODE);
    }

    @Test
    void whatSaysItsKindHasThatKind() {
        assertThat(Failure.of(new WeirException(FailureKind.BROKEN_PROTOCOL, "[NET-701] gap"))
                        .kind())
                .isEqualTo(FailureKind.BROKEN_PROTOCOL);
        assertThat(Failure.of(new IllegalStateException()).message()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void whateverAnExceptionDoesItIsDescribed() {
        Failure failure = Failure.of(new Hostile());

        assertThat(failure.kind()).isEqualTo(FailureKind.USER_CODE);
        assertThat(failure.message()).contains(Hostile.class.getName()).contains("its own methods threw");
        assertThat(failure.details()).contains(Hostile.class.getName());
        assertThat(ThrownText.of(new Hostile())).contains(Hostile.class.getName());
        assertThat(new UserCodeException("operator 'x'", new Hostile()).getMessage())
                .contains("operator 'x'");
    }

    @Test
    void thePlaceIsTheFirstThatIsNeitherOfJavaNorOfWeir() {
        RuntimeException thrown = new RuntimeException();
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.Objects", "requireNonNull", "Objects.java", 209),
            new StackTraceElement("io.weir.api.OutputTag", "<init>", "OutputTag.java", 12),
            new StackTraceElement("job", null, null, "my.Job", "lambda$main$0", "Job.java", 45),
            new StackTraceElement("my.Job", "main", "Job.java", 7)
        });
        assertThat(ThrownText.place(thrown)).isEqualTo(" at my.Job.lambda$main$0(Job.java:45)");
        thrown.setStackTrace(new StackTraceElement[0]);
        assertThat(ThrownText.place(thrown)).isEmpty();
        assertThat(ThrownText.place(new Hostile())).isEmpty();
    }

    @Test
    void aFailureHasRoomInAControlMessageHoweverMuchAnExceptionSays() {
        IllegalStateException cause = new IllegalStateException("x".repeat(5_000_000));
        Failure failure = Failure.of(new IllegalArgumentException("y".repeat(5_000_000), cause));

        assertThat(failure.message())
                .startsWith("yyy")
                .contains("(5000000 characters in all)")
                .hasSizeLessThanOrEqualTo(Failure.MOST_MESSAGE);
        assertThat(failure.details()).hasSizeLessThanOrEqualTo(Failure.MOST_DETAILS);
        assertThat(new Failure(FailureKind.USER_CODE, "z".repeat(100_000), "z".repeat(100_000)))
                .satisfies(it -> assertThat(it.message()).hasSize(Failure.MOST_MESSAGE))
                .satisfies(it -> assertThat(it.details()).hasSize(Failure.MOST_DETAILS));
    }

    @Test
    void allOfItIsForTheLogIfItWasCutAndBoundedThereToo() {
        assertThat(Failure.whole(new IllegalStateException("short"))).isEmpty();

        IllegalStateException deep = new IllegalStateException("root");
        for (int cause = 0; cause < 500; cause++) {
            deep = new IllegalStateException("x".repeat(1_000), deep);
        }
        for (int each = 0; each < 100; each++) {
            deep.addSuppressed(new IllegalStateException("x".repeat(1_000_000)));
        }
        assertThat(Failure.of(deep).details()).hasSizeLessThanOrEqualTo(Failure.MOST_DETAILS);
        assertThat(Failure.whole(deep)).hasSizeLessThanOrEqualTo(Failure.MOST_LOGGED);
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("toString throws");
        }

        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("getStackTrace throws");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("getCause throws");
        }
    }
}
