package io.weir.actors.exchange.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReceiveBudgetTest {
    private static final int LARGEST = 100;
    /** 1000 to share out: 500 as shares, 500 as it comes. */
    private final ReceiveBudget budget = new ReceiveBudget(1_150, 50, LARGEST);

    @Test
    void aConnectionThatIsAloneMayUseAllButOneFrame() {
        budget.connected();
        assertThat(budget.used()).isEqualTo(50);
        assertThat(budget.available(0, false)).isEqualTo(500);
        budget.take(500);
        assertThat(budget.available(500, false))
                .as("above its share, and half is used")
                .isZero();
    }

    @Test
    void whoTakesMuchLeavesTheOthersTheirShares() {
        for (int connection = 0; connection < 10; connection++) {
            budget.connected();
        }
        budget.take(500); // five of them, as much as they could get
        assertThat(budget.available(100, false)).as("for them").isZero();
        assertThat(budget.available(0, false)).as("for the others").isEqualTo(50);
        budget.take(5 * 50);
        assertThat(budget.available(0, false)).as("for a sixth").isEqualTo(50);
    }

    @Test
    void oneFrameIsKeptForWhoeverHasThePassage() {
        budget.connected();
        budget.take(1_000);
        assertThat(budget.available(0, false)).isZero();
        assertThat(budget.available(0, true)).isEqualTo(LARGEST);
        assertThat(budget.available(70, true)).isEqualTo(LARGEST - 70);
        budget.take(LARGEST);
        assertThat(budget.used()).isEqualTo(budget.total());
        budget.give(LARGEST);
        assertThat(budget.used()).isEqualTo(1_050);
        assertThat(budget.peak()).isEqualTo(budget.total());
    }

    @Test
    void whoLeavesMakesTheSharesLarger() {
        for (int connection = 0; connection < 100; connection++) {
            budget.connected();
        }
        budget.take(500);
        assertThat(budget.available(0, false)).isEqualTo(5);
        for (int connection = 0; connection < 98; connection++) {
            budget.disconnected();
        }
        assertThat(budget.available(0, false)).isEqualTo(250);
    }

    @Test
    void aBudgetThatCouldStandStillIsRefused() {
        long least = ReceiveBudget.least(50, LARGEST);
        assertThat(new ReceiveBudget(least, 50, LARGEST).total()).isEqualTo(350);
        assertThatThrownBy(() -> new ReceiveBudget(least - 1, 50, LARGEST)).hasMessageContaining("350 is the least");
    }
}
