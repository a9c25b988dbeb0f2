package io.weir.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.serde.CodecRegistry;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.Probe;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.element.Watermark;
import io.weir.runtime.failure.WeirException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelTest {
    private final List<String> sent = new ArrayList<>();
    private final List<StreamElement> elements = new ArrayList<>();
    private final List<String> credits = new ArrayList<>();
    private final OutputAvailability availability = new OutputAvailability();
    private final CodecRegistry codecs = CodecRegistry.create(getClass().getClassLoader());
    private final OutputChannel output = new LocalOutputChannel(7, 2, 3, null, null, this::deliver, availability);
    private final InputGate gate = new InputGate(
            List.of(7, 9), 4, codecs, (channel, upTo, received) -> credits.add(channel + ":" + upTo + ":" + received));

    @Test
    void aBatchLeavesWhenItIsFull() {
        add("a", "b");
        assertThat(sent).isEmpty();
        add("c", "d");
        assertThat(sent).containsExactly("7#0 [a, b, c]");
    }

    @Test
    void withoutCreditBatchesWaitAndThereIsNoRoom() {
        add("a", "b", "c", "d", "e", "f", "g", "h", "i");
        assertThat(sent).containsExactly("7#0 [a, b, c]", "7#1 [d, e, f]");
        assertThat(availability.isAvailable()).isFalse();
        output.onCredit(3, 0);
        assertThat(sent).last().isEqualTo("7#2 [g, h, i]");
        assertThat(availability.isAvailable()).isTrue();
    }

    @Test
    void aControlElementNeedsNoCreditButDoesNotOvertakeRecords() {
        add("a", "b", "c", "d", "e", "f");
        output.control(new Watermark(5));
        assertThat(sent).last().isEqualTo("7#2 Watermark[timestamp=5]");
        add("g");
        output.control(new Barrier(CheckpointOrder.checkpoint(1, 0)));
        assertThat(sent).hasSize(3);
        output.onCredit(3, 0);
        assertThat(sent.subList(3, 5))
                .containsExactly(
                        "7#3 [g]", "7#4 Barrier[order=CheckpointOrder[id=cp-1, kind=CHECKPOINT, triggeredAtMs=0]]");
    }

    @Test
    void aFlushSendsWhatIsThereOnlyIfThereIsCredit() {
        add("a");
        output.flush();
        add("b");
        output.flush();
        add("c");
        output.flush();
        assertThat(sent).containsExactly("7#0 [a]", "7#1 [b]");
        assertThat(availability.isAvailable())
                .as("an open batch that is not full blocks nobody")
                .isTrue();
    }

    @Test
    void anOlderGrantChangesNothing() {
        output.onCredit(5, 0);
        output.onCredit(3, 0);
        add("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
        assertThat(sent).hasSize(4);
    }

    @Test
    void aGapFailsTheAttempt() {
        gate.receive(7, 0, new Watermark(1));
        assertThatThrownBy(() -> gate.receive(7, 2, new Watermark(2)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("[NET-701]")
                .hasMessageContaining("messages were lost");
    }

    @Test
    void aRepetitionFailsTheAttempt() {
        gate.receive(7, 0, new Watermark(1));
        assertThatThrownBy(() -> gate.receive(7, 0, new Watermark(1))).hasMessageContaining("came twice");
    }

    @Test
    void aHeldChannelKeepsItsElementsWhileOthersAreRead() {
        gate.receive(7, 0, new Barrier(CheckpointOrder.checkpoint(1, 0)));
        assertThat(gate.next()).isInstanceOf(Barrier.class);
        gate.hold(gate.position());
        gate.receive(7, 1, new Watermark(1));
        gate.receive(9, 0, new Watermark(2));
        assertThat(gate.next()).isEqualTo(new Watermark(2));
        assertThat(gate.next()).isNull();
        gate.releaseAll();
        assertThat(gate.next()).isEqualTo(new Watermark(1));
    }

    @Test
    void creditIsGrantedBeforeTheSenderRunsOut() {
        for (int sequence = 0; sequence < 4; sequence++) {
            gate.receive(7, sequence, new RecordBatch(1));
            gate.next();
            gate.batchDone();
        }
        assertThat(credits).containsExactly("7:6:2", "7:8:4");
    }

    @Test
    void onlySilentChannelsRepeatTheirCredit() {
        gate.repeatCredits();
        assertThat(credits).as("just begun").isEmpty();
        gate.receive(9, 0, new Watermark(1));
        gate.next();
        gate.repeatCredits();
        assertThat(credits).containsExactly("7:4:0");
        gate.repeatCredits();
        assertThat(credits).containsExactly("7:4:0", "7:4:0", "9:4:1");
    }

    @Test
    void aRepeatedCreditThatShowsMissingElementsIsAnsweredByAProbe() {
        add("a", "b", "c", "d", "e", "f", "g", "h", "i");
        output.onCredit(2, 1);
        assertThat(sent).hasSize(3).last().isEqualTo("7#2 INSTANCE");
        output.onCredit(2, 3);
        assertThat(sent).as("nothing is missing").hasSize(3);
    }

    /** Seed 9 of the fraud detection with faults: the connection broke and came back, and the channel stood still. */
    @Test
    void aWindowThatWasLostAsAWholeFailsTheAttempt() {
        add("a", "b", "c", "d", "e", "f", "g", "h", "i"); // two batches leave and are lost, the third has no credit
        output.onCredit(2, 0);
        assertThatThrownBy(() -> gate.receive(7, 2, elements.get(2)))
                .hasMessageContaining("[NET-701]")
                .hasMessageContaining("messages were lost");
    }

    @Test
    void aProbeIsNothingToRead() {
        gate.receive(7, 0, Probe.INSTANCE);
        assertThat(gate.isReadable()).isFalse();
        gate.receive(7, 1, new Watermark(1));
        assertThat(gate.next()).isEqualTo(new Watermark(1));
    }

    @Test
    void channelsAreReadInTurn() {
        gate.receive(7, 0, new Watermark(1));
        gate.receive(7, 1, new Watermark(2));
        gate.receive(9, 0, new Watermark(3));
        assertThat(List.of(gate.next(), gate.next(), gate.next()))
                .containsExactly(new Watermark(1), new Watermark(3), new Watermark(2));
    }

    @Test
    void whatARemoteChannelEncodesTheGateDecodes() {
        OutputChannel remote = new RemoteOutputChannel(7, 8, 1024, codecs, this::deliver, availability);
        remote.add("plain", RecordBatch.NO_TIMESTAMP);
        remote.add(List.of(1, 2), 77);
        remote.add(3L, 78);
        remote.control(Watermark.MAX);
        assertThat(elements).hasSize(3);
        gate.receive(7, 0, elements.get(0));
        RecordBatch first = gate.decode((EncodedBatch) java.util.Objects.requireNonNull(gate.next()));
        assertThat(first.value(0)).isEqualTo("plain");
        assertThat(first.timestamp(0)).isEqualTo(RecordBatch.NO_TIMESTAMP);
        gate.receive(7, 1, elements.get(1));
        RecordBatch second = gate.decode((EncodedBatch) java.util.Objects.requireNonNull(gate.next()));
        assertThat(List.of(second.value(0), second.timestamp(0), second.value(1), second.timestamp(1)))
                .containsExactly(List.of(1, 2), 77L, 3L, 78L);
    }

    private void add(String... values) {
        for (String value : values) {
            output.add(value, RecordBatch.NO_TIMESTAMP);
        }
    }

    private void deliver(int channel, long sequence, StreamElement element) {
        elements.add(element);
        Object shown = element;
        if (element instanceof RecordBatch batch) {
            List<Object> values = new ArrayList<>();
            for (int at = 0; at < batch.size(); at++) {
                values.add(batch.value(at));
            }
            shown = values;
        }
        sent.add(channel + "#" + sequence + " " + shown);
    }
}
