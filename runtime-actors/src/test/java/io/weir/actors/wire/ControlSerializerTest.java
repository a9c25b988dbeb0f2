package io.weir.actors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.ControlMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.api.JobStatus;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestRef;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.job.EndedFiles;
import io.weir.runtime.job.JobEvent;
import io.weir.runtime.subtask.SnapshotTimes;
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
                    .withFallback(WeirConfig.load()));
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

    /** Once it was JSON, in which the bytes of a snapshot take a third more. */
    @Test
    void whatTravelsIsCborAndBytesTravelAsTheyAre() throws Exception {
        byte[] snapshot = new byte[30_000];
        byte[] bytes = serializer()
                .toBinary(new CoordinatorCommand.CheckpointAcknowledged(
                        1, 2, 3, 4, snapshot, new SnapshotTimes(5, 6, 7)));
        assertThat(CBORFactory.builder().build().createParser(bytes).nextToken())
                .isEqualTo(JsonToken.START_OBJECT);
        assertThat(bytes).hasSizeBetween(snapshot.length, snapshot.length + 300);
    }

    @Test
    void aSentenceThatIsNoUnicodeArrives() throws Exception {
        JobEvent ended = new JobEvent.AttemptEnded(2, FailureKind.USER_CODE, "half \uD83D of it", 10, 20, true);
        assertThat(serializer().fromBinary(serializer().toBinary(ended), "job.attempt-ended"))
                .isEqualTo(new JobEvent.AttemptEnded(2, FailureKind.USER_CODE, "half \uFFFD of it", 10, 20, true));
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
                        "job.leadership-taken bf647465726d03646e6f6465781a70656b6b6f3a2f2f776569724031302e302e302e313a37333030ff",
                        new JobEvent.LeadershipTaken(3, "pekko://weir@10.0.0.1:7300")),
                Arguments.of(
                        "job.attempt-started bf67617474656d7074026565706f6368026e66726f6d436865636b706f696e741165736c6f747382bf6576616c756565683a312361ffbf6576616c756565683a322362ff6861744d696c6c69731b0000018bcfe56800ff",
                        new JobEvent.AttemptStarted(
                                2, 2, 17L, List.of(new WorkerId("h:1#a"), new WorkerId("h:2#b")), 1_700_000_000_000L)),
                Arguments.of(
                        "job.attempt-started bf67617474656d7074016565706f6368016e66726f6d436865636b706f696e74f665736c6f747381bf6576616c756565683a312361ff6861744d696c6c697305ff",
                        new JobEvent.AttemptStarted(1, 1, null, List.of(new WorkerId("h:1#a")), 5)),
                Arguments.of(
                        "job.attempt-ended bf6565706f636802646b696e6469555345525f434f44456873656e74656e636564626f6f6d6861744d696c6c69730a6f7265737461727441744d696c6c6973146a62795374726174656779f5ff",
                        new JobEvent.AttemptEnded(2, FailureKind.USER_CODE, "boom", 10, 20, true)),
                Arguments.of("job.cancel-requested bf6861744d696c6c69730bff", new JobEvent.JobCancelRequested(11)),
                Arguments.of(
                        "job.terminated bf66737461747573664641494c45446873656e74656e6365637768796861744d696c6c69730c6c616363756d756c61746f727380ff",
                        new JobEvent.JobTerminated(JobStatus.FAILED, "why", 12, List.of())),
                Arguments.of(
                        "job.checkpoint-decided bf656576656e74bf647479706569747269676765726564626964bf6576616c756504ff646b696e646a434845434b504f494e546565706f6368026461744d730dffff",
                        new JobEvent.CheckpointDecided(new LedgerEvent.CheckpointTriggered(
                                new CheckpointId(4), CheckpointKind.CHECKPOINT, 2, 13))),
                Arguments.of(
                        "job.checkpoint-decided bf656576656e74bf647479706569636f6d706c65746564626964bf6576616c756504ff686d616e6966657374bf6470617468716a6f622f63702d342f6d616e6966657374666c656e677468187868636865636b73756d184dff6a73746174654279746573190fa06461744d730effff",
                        new JobEvent.CheckpointDecided(new LedgerEvent.CheckpointCompleted(
                                new CheckpointId(4), new ManifestRef("job/cp-4/manifest", 120, 77), 4_000, 14))),
                Arguments.of(
                        "manager.leadership-taken bf647465726d03646e6f6465616eff",
                        new ManagerEvent.LeadershipTaken(3, "n")),
                Arguments.of(
                        "manager.job-submitted bf656a6f6249646430306666677265717565737463722d31646e616d6565776f726473696772617068426c6f6263616263686a6172426c6f627381636465666a73746f726167655572696c66696c653a2f2f2f646174616861744d696c6c69730fff",
                        new ManagerEvent.JobSubmitted(
                                "00ff", "r-1", "words", "abc", List.of("def"), "file:///data", 15)),
                Arguments.of(
                        "job.restarted bf677265717565737463722d326e66726f6d436865636b706f696e74076861744d696c6c697311ff",
                        new JobEvent.JobRestarted("r-2", 7L, 17)),
                Arguments.of(
                        "job.restarted bf677265717565737463722d326e66726f6d436865636b706f696e74f66861744d696c6c697311ff",
                        new JobEvent.JobRestarted("r-2", null, 17)),
                Arguments.of(
                        "manager.job-terminated bf656a6f624964643030666666737461747573664641494c45446873656e74656e6365637768796861744d696c6c6973106c616363756d756c61746f7273806566696c6573704b4550545f464f525f52455354415254ff",
                        new ManagerEvent.JobTerminated(
                                "00ff", JobStatus.FAILED, "why", 16, List.of(), EndedFiles.KEPT_FOR_RESTART)),
                Arguments.of(
                        "manager.job-restarted bf656a6f6249646430306666677265717565737463722d326e66726f6d436865636b706f696e74076861744d696c6c697311ff",
                        new ManagerEvent.JobRestarted("00ff", "r-2", 7L, 17)),
                Arguments.of(
                        "manager.job-files-deleted bf656a6f6249646430306666ff",
                        new ManagerEvent.JobFilesDeleted("00ff")),
                Arguments.of(
                        "manager.deletions-held bf6a66726f6d4d696c6c6973116b756e74696c4d696c6c69731a0036ee91ff",
                        new ManagerEvent.DeletionsHeld(17, 3_600_017)),
                Arguments.of(
                        "manager.deletions-released bf6861744d696c6c697312ff", new ManagerEvent.DeletionsReleased(18)));
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
