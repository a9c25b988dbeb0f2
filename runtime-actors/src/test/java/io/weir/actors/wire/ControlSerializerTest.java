package io.weir.actors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.job.ManagerEvent;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.ControlMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.api.JobStatus;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestRef;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.job.JobEvent;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ControlSerializerTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local, pekko.loglevel = WARNING")
                    .withFallback(ConfigFactory.load()));
    private static final Serialization SERIALIZATION = SerializationExtension.get(Adapter.toClassic(KIT.system()));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    /** Every message of the protocol, found by looking, not by the list that is tested. */
    static Stream<Class<?>> everythingThatTravels() {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> protocol : List.of(
                JobManagerCommand.class,
                WorkerCommand.class,
                CoordinatorCommand.class,
                ClientCommand.class,
                ClientReply.class)) {
            for (Class<?> nested : protocol.getDeclaredClasses()) {
                if (ControlMessage.class.isAssignableFrom(nested) && !nested.isInterface()) {
                    all.add(nested);
                }
            }
        }
        all.addAll(List.of(JobEvent.class.getPermittedSubclasses()));
        all.addAll(List.of(ManagerEvent.class.getPermittedSubclasses()));
        return Stream.concat(all.stream(), WireNames.all().values().stream()).distinct();
    }

    @ParameterizedTest
    @MethodSource("everythingThatTravels")
    void everyMessageIsARecordAndSurvivesTheTrip(Class<?> type) throws Exception {
        assertThat(type).isRecord();
        SampleValues sample = new SampleValues(KIT.<Object>createTestProbe().ref());
        for (int variant = 0; variant < 8; variant++) {
            Object message = sample.of(type);
            ControlSerializer serializer = (ControlSerializer) SERIALIZATION.findSerializerFor(message);
            byte[] bytes = SERIALIZATION.serialize(message).get();
            Object back = SERIALIZATION
                    .deserialize(bytes, serializer.identifier(), serializer.manifest(message))
                    .get();
            assertThat(back).usingRecursiveComparison().isEqualTo(message);
        }
    }

    @Test
    void namesAreNotClassNames() {
        assertThat(WireNames.all().keySet()).allMatch(name -> name.matches("[a-z]+\\.[a-z-]+"));
    }

    @Test
    void anUnknownNameIsRefused() {
        ControlSerializer serializer = serializer();
        for (String manifest : List.of("job.no-such-thing", "java.lang.ProcessBuilder", "")) {
            assertThatThrownBy(() -> serializer.fromBinary(new byte[] {1}, manifest))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageStartingWith("[NET-611]");
        }
    }

    @Test
    void damagedBytesAreRefused() {
        assertThatThrownBy(() ->
                        serializer().fromBinary("nonsense".getBytes(StandardCharsets.US_ASCII), "job.leadership-taken"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageStartingWith("[NET-612]");
    }

    @Test
    void anUnknownKindOfLedgerEventIsRefused() {
        byte[] bytes = serializer()
                .toBinary(new JobEvent.CheckpointDecided(new LedgerEvent.CheckpointDiscarded(new CheckpointId(3))));
        String forged = new String(bytes, StandardCharsets.ISO_8859_1).replace("discarded", "discardex");
        assertThatThrownBy(() ->
                        serializer().fromBinary(forged.getBytes(StandardCharsets.ISO_8859_1), "job.checkpoint-decided"))
                .isInstanceOf(NotSerializableException.class);
    }

    /** Golden bytes: what an earlier build journaled. Never change a line; a new field makes a new line. */
    static Stream<Arguments> journaledByEarlierBuilds() {
        return Stream.of(
                Arguments.of(
                        "job.leadership-taken 7b227465726d223a332c226e6f6465223a2270656b6b6f3a2f2f776569724031302e302e302e313a37333030227d",
                        new JobEvent.LeadershipTaken(3, "pekko://weir@10.0.0.1:7300")),
                Arguments.of(
                        "job.attempt-started 7b22617474656d7074223a322c2265706f6368223a322c2266726f6d436865636b706f696e74223a31372c22736c6f7473223a5b7b2276616c7565223a22683a312361227d2c7b2276616c7565223a22683a322362227d5d2c2261744d696c6c6973223a313730303030303030303030307d",
                        new JobEvent.AttemptStarted(
                                2, 2, 17L, List.of(new WorkerId("h:1#a"), new WorkerId("h:2#b")), 1_700_000_000_000L)),
                Arguments.of(
                        "job.attempt-started 7b22617474656d7074223a312c2265706f6368223a312c2266726f6d436865636b706f696e74223a6e756c6c2c22736c6f7473223a5b7b2276616c7565223a22683a312361227d5d2c2261744d696c6c6973223a357d",
                        new JobEvent.AttemptStarted(1, 1, null, List.of(new WorkerId("h:1#a")), 5)),
                Arguments.of(
                        "job.attempt-ended 7b2265706f6368223a322c226b696e64223a22555345525f434f4445222c2273656e74656e6365223a22626f6f6d222c2261744d696c6c6973223a31302c227265737461727441744d696c6c6973223a32302c2262795374726174656779223a747275657d",
                        new JobEvent.AttemptEnded(2, FailureKind.USER_CODE, "boom", 10, 20, true)),
                Arguments.of(
                        "job.cancel-requested 7b2261744d696c6c6973223a31317d", new JobEvent.JobCancelRequested(11)),
                Arguments.of(
                        "job.terminated 7b22737461747573223a224641494c4544222c2273656e74656e6365223a22776879222c2261744d696c6c6973223a31327d",
                        new JobEvent.JobTerminated(JobStatus.FAILED, "why", 12, List.of())),
                Arguments.of(
                        "job.checkpoint-decided 7b226576656e74223a7b2274797065223a22747269676765726564222c226964223a7b2276616c7565223a347d2c226b696e64223a22434845434b504f494e54222c2265706f6368223a322c2261744d73223a31337d7d",
                        new JobEvent.CheckpointDecided(new LedgerEvent.CheckpointTriggered(
                                new CheckpointId(4), CheckpointKind.CHECKPOINT, 2, 13))),
                Arguments.of(
                        "job.checkpoint-decided 7b226576656e74223a7b2274797065223a22636f6d706c65746564222c226964223a7b2276616c7565223a347d2c226d616e6966657374223a7b2270617468223a226a6f622f63702d342f6d616e6966657374222c226c656e677468223a3132302c22636865636b73756d223a37377d2c2273746174654279746573223a343030302c2261744d73223a31347d7d",
                        new JobEvent.CheckpointDecided(new LedgerEvent.CheckpointCompleted(
                                new CheckpointId(4), new ManifestRef("job/cp-4/manifest", 120, 77), 4_000, 14))),
                Arguments.of(
                        "manager.leadership-taken 7b227465726d223a332c226e6f6465223a226e227d",
                        new ManagerEvent.LeadershipTaken(3, "n")),
                Arguments.of(
                        "manager.job-submitted 7b226a6f624964223a2230306666222c2272657175657374223a22722d31222c226e616d65223a22776f726473222c226772617068426c6f62223a22616263222c226a6172426c6f6273223a5b22646566225d2c2273746f72616765557269223a2266696c653a2f2f2f64617461222c2261744d696c6c6973223a31357d",
                        new ManagerEvent.JobSubmitted(
                                "00ff", "r-1", "words", "abc", List.of("def"), "file:///data", 15)),
                Arguments.of(
                        "manager.job-terminated 7b226a6f624964223a2230306666222c22737461747573223a2246494e4953484544222c2273656e74656e6365223a22222c2261744d696c6c6973223a31367d",
                        new ManagerEvent.JobTerminated("00ff", JobStatus.FINISHED, "", 16, List.of())));
    }

    @ParameterizedTest
    @MethodSource("journaledByEarlierBuilds")
    void whatEarlierBuildsJournaledCanBeRead(String golden, Object event) throws Exception {
        int space = golden.indexOf(' ');
        String manifest = golden.substring(0, space);
        byte[] bytes = HexFormat.of().parseHex(golden.substring(space + 1));
        assertThat(serializer().fromBinary(bytes, manifest)).isEqualTo(event);
    }

    private static ControlSerializer serializer() {
        return (ControlSerializer) SERIALIZATION.findSerializerFor(new JobEvent.LeadershipTaken(1, "n"));
    }
}
