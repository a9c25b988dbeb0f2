package io.weir.actors.exchange.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartialFrameTest {
    private static final int LARGEST = 1 << 20;

    private final ReceiveBudget budget = new ReceiveBudget(8L * LARGEST, 0, LARGEST);
    private final PartialFrame frame = new PartialFrame(budget, new Lanes(0, LARGEST), length -> {
        if (length > LARGEST - 4) {
            throw new IOException("too large");
        }
    });

    @BeforeEach
    void connect() {
        budget.connected();
    }

    @Test
    void memoryGrowsWithWhatCameNotWithWhatWasAnnounced() throws IOException {
        ByteBuffer whole = frame(LARGEST - 4);
        for (int came = 0; came < LARGEST; ) {
            int piece = Math.min(came == 0 ? 27 : 30_000, LARGEST - came);
            boolean complete = frame.add(whole.slice(came, piece), false);
            came += piece;
            assertThat(complete).isEqualTo(came == LARGEST);
            assertThat(budget.used()).isEqualTo(frame.capacity()).isBetween((long) came, Math.max(4_096, 2L * came));
        }
        assertThat(frame.frame()).isEqualTo(whole.slice(4, LARGEST - 4));
        frame.clear();
        assertThat(frame.isEmpty()).isTrue();
        assertThat(frame.capacity()).as("kept for the next").isEqualTo(LARGEST);
        assertThat(frame.add(frame(100).slice(0, 30), false)).isFalse();
        frame.tidyUp();
        assertThat(budget.used())
                .as("it has been small again")
                .isEqualTo(frame.capacity())
                .isEqualTo(104);
        assertThat(frame.add(frame(100).slice(30, 74), false)).isTrue();
        assertThat(frame.frame()).isEqualTo(frame(100).slice(4, 100));
        frame.clear();
        frame.tidyUp();
        assertThat(budget.used()).isZero();
        assertThat(frame.add(whole.slice(0, 10_000), false)).isFalse();
        frame.release();
        assertThat(budget.used()).isZero();
        assertThat(frame.isEmpty()).isTrue();
    }

    @Test
    void aFrameThatHasBecomeLargeMovesToALaneAndTheLaneComesBack() throws IOException {
        Lanes lanes = new Lanes(1, LARGEST);
        PartialFrame first = new PartialFrame(budget, lanes, length -> {});
        PartialFrame second = new PartialFrame(budget, lanes, length -> {});
        ByteBuffer whole = frame(LARGEST - 4);
        for (PartialFrame lucky : List.of(first, second)) {
            assertThat(lucky.add(whole.slice(0, 60_000), false)).isFalse();
            assertThat(lucky.isInLane()).as("not for what was announced only").isFalse();
            assertThat(lucky.add(whole.slice(60_000, 100_000), false)).isFalse();
            assertThat(lucky.isInLane()).isTrue();
            assertThat(lucky.capacity()).isZero();
            PartialFrame other = lucky == first ? second : first;
            assertThat(other.add(whole.slice(0, 160_000), false)).isFalse();
            assertThat(other.isInLane()).as("it is lent").isFalse();
            assertThat(budget.used()).isEqualTo(other.capacity());
            other.release();
            assertThat(lucky.add(whole.slice(160_000, LARGEST - 160_000), false))
                    .isTrue();
            assertThat(lucky.frame()).isEqualTo(whole.slice(4, LARGEST - 4));
            lucky.clear();
            assertThat(lucky.isInLane()).isFalse();
            assertThat(budget.used()).isZero();
        }
    }

    @Test
    void aFrameMayComeByteByByteAndOnlyWhatBelongsToItIsTaken() throws IOException {
        ByteBuffer whole = frame(10);
        for (int round = 0; round < 2; round++) {
            for (int at = 0; at < 13; at++) {
                assertThat(frame.missing()).isEqualTo(at < 4 ? 4 - at : 14 - at);
                assertThat(frame.add(whole.slice(at, 1), false)).isFalse();
            }
            ByteBuffer lastAndMore = ByteBuffer.allocate(3)
                    .put(whole.get(13))
                    .put((byte) 1)
                    .put((byte) 2)
                    .flip();
            assertThat(frame.add(lastAndMore, false)).isTrue();
            assertThat(lastAndMore.remaining()).isEqualTo(2);
            assertThat(frame.frame()).isEqualTo(whole.slice(4, 10));
            frame.clear();
        }
    }

    @Test
    void memoryIsAsTightAsTheBudget() throws IOException {
        budget.take(7L * LARGEST - 5_000);
        assertThat(frame.add(frame(100_000).slice(0, 3_000), false)).isFalse();
        assertThat(frame.capacity()).isBetween(3_000, 5_000);
        assertThat(budget.available(0, false)).isLessThanOrEqualTo(2_000);
    }

    @Test
    void aLengthThatMakesNoSenseIsRefusedHoweverItComes() throws IOException {
        assertThatThrownBy(() -> frame.add(frame(10).putInt(0, Integer.MAX_VALUE), false))
                .hasMessageContaining("too large");
        ByteBuffer piecemeal = ByteBuffer.allocate(8).putInt(0, Integer.MAX_VALUE);
        assertThat(frame.add(piecemeal.slice(0, 3), false)).isFalse();
        assertThatThrownBy(() -> frame.add(piecemeal.slice(3, 5), false)).hasMessageContaining("too large");
    }

    private static ByteBuffer frame(int length) {
        ByteBuffer whole = ByteBuffer.allocate(4 + length).putInt(length);
        while (whole.hasRemaining()) {
            whole.put((byte) (whole.position() * 31));
        }
        return whole.flip();
    }
}
