package io.weir.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.output.Output;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarkValveTest {
    private final WatermarkValve valve = new WatermarkValve(2);
    private final Told told = new Told();

    @Test
    void theLeastWatermarkOfAllChannelsIsLetThrough() {
        valve.onWatermark(0, 10, told);
        valve.onWatermark(1, 5, told);
        valve.onWatermark(1, 20, told);
        assertThat(told.take()).containsExactly("wm 5", "wm 10");
    }

    @Test
    void aWatermarkThatFallsBackChangesNothing() {
        valve.onWatermark(0, 10, told);
        valve.onWatermark(1, 10, told);
        valve.onWatermark(0, 4, told);
        valve.onWatermark(1, 10, told);
        assertThat(told.take()).containsExactly("wm 10");
    }

    @Test
    void anIdleChannelHoldsNobodyBack() {
        valve.onWatermark(0, 10, told);
        valve.onStatus(1, ChannelStatus.IDLE, told);
        valve.onWatermark(0, 11, told);
        assertThat(told.take()).containsExactly("wm 10", "wm 11");
    }

    @Test
    void theLastActiveChannelThatHeldTheOthersBackLetsTheHighestThroughWhenItBecomesIdle() {
        valve.onWatermark(0, 10, told);
        valve.onWatermark(1, 5, told);
        valve.onStatus(0, ChannelStatus.IDLE, told);
        valve.onStatus(1, ChannelStatus.IDLE, told);
        assertThat(told.take()).containsExactly("wm 5", "wm 10", "IDLE");
    }

    @Test
    void aChannelThatComesBackBehindCountsOnlyWhenItHasCaughtUp() {
        valve.onStatus(1, ChannelStatus.IDLE, told);
        valve.onWatermark(0, 10, told);
        valve.onStatus(1, ChannelStatus.ACTIVE, told);
        valve.onWatermark(1, 3, told);
        valve.onWatermark(0, 12, told);
        valve.onWatermark(1, 12, told);
        valve.onWatermark(0, 20, told);
        assertThat(told.take()).containsExactly("wm 10", "wm 12");
    }

    @Test
    void watermarksOfAnIdleChannelAreIgnored() {
        valve.onStatus(0, ChannelStatus.IDLE, told);
        valve.onWatermark(0, 50, told);
        valve.onWatermark(1, 7, told);
        assertThat(told.take()).containsExactly("wm 7");
    }

    @Test
    void theInputBecomesActiveAgainWithItsFirstActiveChannel() {
        valve.onStatus(0, ChannelStatus.IDLE, told);
        valve.onStatus(1, ChannelStatus.IDLE, told);
        valve.onStatus(1, ChannelStatus.ACTIVE, told);
        assertThat(told.take()).containsExactly("IDLE", "ACTIVE");
    }

    @Test
    void aChannelThatHasEndedDoesNotDecideForOneThatIsIdle() {
        valve.onWatermark(0, 10, told);
        valve.onWatermark(1, 10, told);
        valve.onWatermark(0, Long.MAX_VALUE, told);
        valve.onStatus(1, ChannelStatus.IDLE, told);
        assertThat(told.take()).containsExactly("wm 10", "IDLE");
        valve.onStatus(1, ChannelStatus.ACTIVE, told);
        valve.onWatermark(1, 20, told);
        valve.onWatermark(1, Long.MAX_VALUE, told);
        assertThat(told.take()).containsExactly("ACTIVE", "wm 20", "wm " + Long.MAX_VALUE);
    }

    @Test
    void anIdleChannelMayEnd() {
        valve.onStatus(0, ChannelStatus.IDLE, told);
        valve.onStatus(1, ChannelStatus.IDLE, told);
        valve.onWatermark(0, Long.MAX_VALUE, told);
        assertThat(told.take()).containsExactly("IDLE");
        valve.onWatermark(1, Long.MAX_VALUE, told);
        assertThat(told.take()).containsExactly("ACTIVE", "wm " + Long.MAX_VALUE);
    }

    @Test
    void whatComesAfterTheEndOfAChannelChangesNothing() {
        valve.onWatermark(0, Long.MAX_VALUE, told);
        valve.onStatus(0, ChannelStatus.IDLE, told);
        valve.onStatus(0, ChannelStatus.ACTIVE, told);
        valve.onWatermark(0, 3, told);
        valve.onWatermark(1, 20, told);
        assertThat(told.take()).containsExactly("wm 20");
    }

    private static final class Told implements Output {
        private final List<String> lines = new ArrayList<>();

        List<String> take() {
            List<String> taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }

        @Override
        public void emit(Object value, long timestamp) {
            lines.add("emit " + value);
        }

        @Override
        public void watermark(long timestamp) {
            lines.add("wm " + timestamp);
        }

        @Override
        public void status(ChannelStatus status) {
            lines.add(status.name());
        }
    }
}
