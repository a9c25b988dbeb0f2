package io.weir.connector.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SplitEnumerator;
import io.weir.connector.Fakes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketSourceTest {
    private ServerSocket server;
    private final Fakes.ReaderContext context = new Fakes.ReaderContext(0, 1);
    private final Fakes.Output<String> output = new Fakes.Output<>();
    private SourceReader<String, SocketSplit> reader = new SocketSource("localhost", 1, "\n", 0).createReader(context);

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        reader.close();
    }

    @Test
    void whatTheServerSaysIsCutAtTheDelimiterAndTheRestComesWhenItHangsUp() throws Exception {
        connect("\n", 0);
        try (Socket client = server.accept()) {
            send(client, "one\r\ntwo\n\nthr\u20ac\ud83d\udc33");
        }
        assertThat(readToEnd()).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(output.records).containsExactly("one", "two", "", "thr\u20ac\ud83d\udc33");
    }

    @Test
    void aDelimiterOfSeveralCharactersMayComeInPieces() throws Exception {
        connect("<>", 0);
        try (Socket client = server.accept()) {
            for (String piece : List.of("a<", ">b<b<", "><>c\r", "\n<>")) {
                send(client, piece);
            }
        }
        readToEnd();
        assertThat(output.records).containsExactly("a", "b<b", "", "c\r\n");
    }

    @Test
    void aRecordArrivesWhileTheConnectionStaysOpen() throws Exception {
        connect("\n", 0);
        try (Socket client = server.accept()) {
            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            assertThat(reader.isAvailable()).isNotDone();
            send(client, "now\n");
            readUntil(1);
            assertThat(output.records).containsExactly("now");
            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            assertThat(reader.snapshotState(1)).containsExactly(SocketSplit.CONNECTION);
        }
    }

    @Test
    void aLostConnectionIsMadeAgainAfterASecondAsOftenAsAllowed() throws Exception {
        connect("\n", 1);
        try (Socket client = server.accept()) {
            send(client, "first\n");
        }
        readUntil(1);
        context.clock.awaitTimer();
        context.clock.advanceMillis(1000);
        try (Socket client = server.accept()) {
            send(client, "second\n");
        }
        readToEnd();
        assertThat(output.records).containsExactly("first", "second");
    }

    @Test
    void aResetInMidLineFailsTheJobAndTheHalfLineIsNotEmittedHoweverManyRetriesThereAre() throws Exception {
        for (int maxRetry : new int[] {0, 5, -1}) {
            output.records.clear();
            connect("\n", maxRetry);
            try (Socket client = server.accept()) {
                send(client, "whole\nhal");
                readUntil(1);
                client.setSoLinger(true, 0); // to close is to reset, as when a process dies with something unread
            }
            assertThatThrownBy(this::readToEnd)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("[DATA-320]")
                    .hasMessageContaining("127.0.0.1:" + server.getLocalPort())
                    .hasMessageContaining("3 characters");
            assertThat(output.records).containsExactly("whole");
            reader.close();
        }
    }

    @Test
    void aServerThatDoesNotListenFailsTheJobWithASentence() throws Exception {
        int port = server.getLocalPort();
        server.close();
        reader = new SocketSource("127.0.0.1", port, "\n", 5).createReader(context);
        reader.addSplits(List.of(SocketSplit.CONNECTION));
        reader.start();
        assertThatThrownBy(this::readToEnd)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[DATA-310]")
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void closingEndsTheThreadWhileTheServerIsSilent() throws Exception {
        connect("\n", -1);
        try (Socket client = server.accept()) {
            reader.close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertNoThreadIsLeft();
    }

    @Test
    void closingEndsTheThreadWhileNobodyReads() throws Exception {
        connect("\n", -1);
        try (Socket client = server.accept()) {
            Thread sender = new Thread(() -> {
                try {
                    while (true) {
                        send(client, "line\n".repeat(10_000)); // stops when queue and windows are full
                    }
                } catch (IOException e) {
                    // the reader has closed
                }
            });
            sender.start();
            reader.isAvailable().get(20, TimeUnit.SECONDS);
            reader.close();
            sender.join();
        }
        assertNoThreadIsLeft();
    }

    @Test
    void closingEndsTheThreadWhileItWaitsToConnectAgain() throws Exception {
        connect("\n", -1);
        server.accept().close();
        context.clock.awaitTimer();
        reader.close();
        assertNoThreadIsLeft();
    }

    @Test
    void theConnectionIsGivenToOneReaderAndTheOthersAreDone() throws Exception {
        Fakes.EnumeratorContext<SocketSplit> enumeratorContext = new Fakes.EnumeratorContext<>(2);
        SocketSource source = new SocketSource("localhost", 1, "\n", 0);
        SplitEnumerator<SocketSplit, Boolean> enumerator = source.createEnumerator(enumeratorContext);
        enumerator.handleSplitRequest(1, null);
        enumerator.handleSplitRequest(0, null);
        assertThat(enumeratorContext.assigned).containsOnlyKeys(1);
        assertThat(enumeratorContext.noMoreSplits).containsExactly(0);
        enumerator.addSplitsBack(List.of(SocketSplit.CONNECTION), 1);
        assertThat(enumerator.snapshotState(1)).isFalse();
        SourceReader<String, SocketSplit> idle = source.createReader(context);
        idle.start();
        assertThat(context.requests).isEqualTo(1);
        assertThat(idle.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        idle.notifyNoMoreSplits();
        assertThat(idle.isAvailable()).isDone();
        assertThat(idle.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(idle.snapshotState(1)).isEmpty();
    }

    @Test
    void stateOfAnotherFormatIsRefused() {
        SocketSource source = new SocketSource("localhost", 1, "\n", 0);
        assertThatThrownBy(() -> source.getSplitSerializer().deserialize(2, new byte[0]))
                .hasMessageContaining("[CKP-403]");
        assertThatThrownBy(() -> source.getEnumeratorCheckpointSerializer().deserialize(2, new byte[0]))
                .hasMessageContaining("[CKP-403]");
    }

    @Test
    void badOptionsAreRefusedWithASentence() {
        assertThatThrownBy(() -> new SocketSource("localhost", 0, "\n", 0)).hasMessageContaining("[API-147]");
        assertThatThrownBy(() -> new SocketSource("localhost", 65_536, "\n", 0)).hasMessageContaining("[API-147]");
        assertThatThrownBy(() -> new SocketSource("localhost", 1, "", 0)).hasMessageContaining("[API-148]");
    }

    private void connect(String delimiter, long maxRetry) {
        reader = new SocketSource("127.0.0.1", server.getLocalPort(), delimiter, maxRetry).createReader(context);
        reader.addSplits(List.of(SocketSplit.CONNECTION));
        reader.start();
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    private InputStatus readToEnd() throws Exception {
        return readUntil(Integer.MAX_VALUE);
    }

    private InputStatus readUntil(int records) throws Exception {
        InputStatus status = InputStatus.MORE_AVAILABLE;
        while (status != InputStatus.END_OF_INPUT && output.records.size() < records) {
            status = reader.pollNext(output);
            if (status == InputStatus.NOTHING_AVAILABLE) {
                reader.isAvailable().get(20, TimeUnit.SECONDS);
            }
        }
        return status;
    }

    private void assertNoThreadIsLeft() {
        List<String> names = new ArrayList<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        assertThat(names).noneMatch(name -> name.endsWith(":" + server.getLocalPort()));
    }
}
