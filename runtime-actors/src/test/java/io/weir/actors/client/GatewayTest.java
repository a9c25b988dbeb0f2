package io.weir.actors.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.checkpoint.storage.CheckpointStorages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {
    private static final byte[] GRAPH = "a graph in three parts".getBytes(StandardCharsets.US_ASCII);
    private static final String SHA = Gateway.sha256(GRAPH);

    @TempDir
    Path folder;

    private final TestInbox<JobManagerCommand> manager = TestInbox.create();
    private final TestInbox<ClientReply> client = TestInbox.create();
    private CheckpointStorage storage;
    private boolean storageFails;
    private BehaviorTestKit<ClientCommand> gateway;

    @BeforeEach
    void open() {
        storage = CheckpointStorages.open("file://" + folder);
        gateway = BehaviorTestKit.create(Gateway.create(
                manager.getRef(),
                uri -> {
                    if (storageFails) {
                        throw new IOException("[CKP-405] " + uri + " is full.");
                    }
                    return storage;
                },
                storage.uri(),
                Runnable::run));
    }

    private ClientReply upload(String sha256, long total, int from, int to) {
        gateway.run(new ClientCommand.Upload(
                sha256, from, total, Arrays.copyOfRange(GRAPH, from, to), null, client.getRef()));
        return client.receiveMessage();
    }

    private static String refusal(ClientReply reply) {
        assertThat(reply).isInstanceOf(ClientReply.Refused.class);
        return ((ClientReply.Refused) reply).sentence();
    }

    @Test
    void partsThatFollowEachOtherBecomeOneBlob() throws Exception {
        assertThat(upload(SHA, GRAPH.length, 0, 5)).isEqualTo(new ClientReply.UploadGoesOn(SHA, 5));
        assertThat(upload(SHA, GRAPH.length, 5, 9)).isEqualTo(new ClientReply.UploadGoesOn(SHA, 9));
        assertThat(upload(SHA, GRAPH.length, 9, GRAPH.length)).isEqualTo(new ClientReply.UploadDone(SHA));
        assertThat(storage.getBlob(SHA)).isEqualTo(GRAPH);
    }

    @Test
    void aPartThatDoesNotFollowIsRefusedAndTheUploadBeginsAnew() {
        upload(SHA, GRAPH.length, 0, 5);
        assertThat(refusal(upload(SHA, GRAPH.length, 6, 9))).startsWith("[CLI-511]");
        assertThat(refusal(upload(SHA, GRAPH.length, 5, 9))).as("forgotten").startsWith("[CLI-511]");
        assertThat(upload(SHA, GRAPH.length, 0, GRAPH.length)).isEqualTo(new ClientReply.UploadDone(SHA));
    }

    @Test
    void bytesThatAreNotWhatTheirNameSaysAreRefused() {
        assertThat(refusal(upload("0".repeat(64), 5, 0, 5))).contains("not what its name says");
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsKept() {
        assertThat(refusal(upload(SHA, Gateway.MOST_UPLOAD_BYTES + 1, 0, 5))).contains("is the limit");
        assertThat(refusal(upload(SHA, 4, 0, 5))).as("more than it announced").startsWith("[CLI-511]");
    }

    @Test
    void ofTooManyUploadsTheOldestGivesWay() {
        upload(SHA, GRAPH.length, 0, 5);
        for (int other = 0; other < 8; other++) {
            upload("other" + other, GRAPH.length, 0, 5);
        }
        assertThat(refusal(upload(SHA, GRAPH.length, 5, 9))).contains("Begin it anew");
        assertThat(upload("other7", GRAPH.length, 5, 9)).isEqualTo(new ClientReply.UploadGoesOn("other7", 9));
    }

    @Test
    void aStorageThatCannotBeWrittenIsSaidToTheClient() {
        storageFails = true;
        assertThat(refusal(upload(SHA, GRAPH.length, 0, GRAPH.length))).startsWith("[CKP-405]");
    }

    @Test
    void everythingElseGoesToWhoeverLeads() {
        ClientCommand list = new ClientCommand.ListJobs(client.getRef());
        gateway.run(list);
        assertThat(manager.receiveMessage()).isEqualTo(list);
        assertThat(client.hasMessages()).isFalse();
    }
}
