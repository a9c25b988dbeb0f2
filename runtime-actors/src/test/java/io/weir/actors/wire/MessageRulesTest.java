package io.weir.actors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.wire.Mutants.Change;
import io.weir.actors.wire.Mutants.Mutant;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import java.io.NotSerializableException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.util.Try;

/** What is read from bytes is whole and in its range, or it is refused: every type, every field, every way to spoil it. */
class MessageRulesTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local, pekko.loglevel = WARNING")
                    .withFallback(WeirConfig.load()));
    private static final Serialization SERIALIZATION = SerializationExtension.get(Adapter.toClassic(KIT.system()));
    private static final WorkerId WORKER = new WorkerId("h:1#a");

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static Stream<Class<?>> types() {
        return WireNames.all().values().stream();
    }

    private static byte[] encoded(Object message) {
        return SERIALIZATION.serialize(message).get();
    }

    /** As a node does: addresses of actors are read too. */
    private static Object decoded(byte[] bytes, Object as) throws NotSerializableException {
        ControlSerializer serializer = (ControlSerializer) SERIALIZATION.findSerializerFor(as);
        Try<Object> read = SERIALIZATION.deserialize(bytes, serializer.identifier(), serializer.manifest(as));
        if (read.isFailure()) {
            assertThat(read.failed().get()).isInstanceOf(NotSerializableException.class);
            throw (NotSerializableException) read.failed().get();
        }
        return read.get();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSpoiledMessageIsRefusedWithACodeOrIsWholeAllTheSame(Class<?> type) throws Exception {
        Object message = new SampleValues(KIT.<Object>createTestProbe().ref()).of(type);
        for (Mutant mutant : Mutants.of(encoded(message))) {
            Object decoded;
            try {
                decoded = decoded(mutant.bytes(), message);
            } catch (NotSerializableException refused) {
                assertThat(refused).as("%s", mutant).hasMessageMatching("(?s)\\[NET-6(12|40)] .*");
                continue;
            }
            assertThat(SERIALIZATION.serialize(decoded).get()).as("%s", mutant).isNotEmpty();
            requireAllowed(type, mutant);
        }
    }

    /** Whether the change to a field of the message itself is one that may pass. */
    private static void requireAllowed(Class<?> type, Mutant mutant) {
        RecordComponent component = Arrays.stream(type.getRecordComponents())
                .filter(each -> each.getName().equals(mutant.path()))
                .findFirst()
                .orElse(null);
        boolean isNullable = component != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (component == null || isNullable) {
            return;
        }
        assertThat(mutant.change())
                .as("%s of %s", mutant, type)
                .isNotIn(Change.ABSENT, Change.NULL, Change.LIST_OF_NULL);
        if (component.getType() == long.class) {
            boolean mayBeNegative = component.isAnnotationPresent(io.weir.runtime.cluster.Within.class);
            assertThat(mutant.change() == Change.NEGATIVE && !mayBeNegative)
                    .as("%s of %s", mutant, type)
                    .isFalse();
        }
    }

    @Test
    void aPrimitiveThatIsAbsentIsNotZero() throws Exception {
        refuses(
                new WorkerCommand.QueryStats(
                        "j", 1, KIT.<CoordinatorCommand>createTestProbe().ref()),
                "epoch");
    }

    @Test
    void whatIsInsideOfLettersAndListsIsCheckedToo() throws Exception {
        Failure failure = new Failure(FailureKind.USER_CODE, "m", "d");
        refuses(
                new CoordinatorCommand.Letter(
                        1, WORKER, 1, 1, 0, new CoordinatorCommand.SubtaskFailed(1, WORKER, 0, 0, failure)),
                "content.failure.message");
        refuses(
                new WorkerCommand.Letter(
                        1,
                        "j",
                        1,
                        1,
                        1,
                        0,
                        new WorkerCommand.AssignSplits("j", 1, 0, 0, "op", 1, List.of(new byte[1]))),
                "content.splits[0]");
    }

    private static void refuses(Object message, String path) throws Exception {
        List<Mutant> spoiled = Mutants.of(encoded(message)).stream()
                .filter(mutant -> mutant.path().equals(path))
                .filter(mutant -> mutant.change() == Change.ABSENT || mutant.change() == Change.NULL)
                .toList();
        assertThat(spoiled).isNotEmpty();
        for (Mutant mutant : spoiled) {
            assertThatThrownBy(() -> decoded(mutant.bytes(), message))
                    .as("%s", mutant)
                    .isInstanceOf(NotSerializableException.class);
        }
    }

    @Test
    void aNumberThatMeansSomethingBelowZeroPasses() throws Exception {
        Object message =
                new CoordinatorCommand.SubtaskFailed(1, WORKER, -1, -1, new Failure(FailureKind.USER_CODE, "m", ""));
        assertThat(decoded(encoded(message), message)).isEqualTo(message);
    }

    @Test
    void aFieldThatALaterReleaseAddedMayBeMissing() throws Exception {
        Object message = new ClientCommand.Upload(
                "sha",
                0,
                1,
                new byte[1],
                "file:///x",
                KIT.<io.weir.actors.protocol.ClientReply>createTestProbe().ref());
        Mutant without = Mutants.of(encoded(message)).stream()
                .filter(mutant -> mutant.path().equals("storageUri") && mutant.change() == Change.ABSENT)
                .findFirst()
                .orElseThrow();
        ClientCommand.Upload read = (ClientCommand.Upload) decoded(without.bytes(), message);
        assertThat(read.storageUri()).isNull();
    }

    @Test
    void runsOfSubtasksDoNotGrowBeyondWhatAWorkerHas() throws Exception {
        JobManagerCommand.SubtaskRun run = new JobManagerCommand.SubtaskRun(0, 0, 30_000);
        List<JobManagerCommand.SubtaskRun> many = java.util.Collections.nCopies(40, run);
        assertThatThrownBy(() -> new JobManagerCommand.RunningAttempt("j", 1, many, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
