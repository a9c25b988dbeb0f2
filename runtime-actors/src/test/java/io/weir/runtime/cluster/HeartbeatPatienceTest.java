package io.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeartbeatPatienceTest {
    private static final long MOST = 10_000;
    private static final long HALF_LIFE = 60_000;

    private final HeartbeatPatience patience = new HeartbeatPatience(MOST, HALF_LIFE, 0);

    /** The process is silent, is taken for lost, and speaks at that time. */
    private void falseAlarm(long heardBefore, long heardAfter) {
        patience.heard(heardBefore);
        assertThat(patience.bears(heardAfter - 1)).isFalse();
        patience.heard(heardAfter);
    }

    @Test
    void nothingIsBorneBeforeAFalseAlarm() {
        patience.heard(100);
        patience.heard(5_000);
        assertThat(patience.bears(5_001)).isFalse();
    }

    @Test
    void whoCameBackMayBeSilentForHalfAsLongAgain() {
        falseAlarm(0, 3_000);
        assertThat(patience.bears(3_000 + 4_500)).isTrue();
        assertThat(patience.bears(3_000 + 4_501)).isFalse();
    }

    @Test
    void butNeverForLongerThanTheLimit() {
        falseAlarm(0, 50_000);
        assertThat(patience.bears(50_000 + MOST)).isTrue();
        assertThat(patience.bears(50_000 + MOST + 1)).isFalse();
    }

    @Test
    void whatWasLearnedIsForgottenByHalves() {
        falseAlarm(0, 4_000);
        long later = 4_000 + HALF_LIFE;
        patience.heard(later);
        assertThat(patience.bears(later + 3_000)).isTrue();
        assertThat(patience.bears(later + 3_001)).isFalse();
    }

    @Test
    void andInTheEndAltogether() {
        falseAlarm(0, 4_000);
        long muchLater = 4_000 + 100 * HALF_LIFE;
        patience.heard(muchLater);
        assertThat(patience.bears(muchLater + 1)).isFalse();
    }

    @Test
    void aShorterFalseAlarmLaterDoesNotShortenWhatWasLearned() {
        falseAlarm(0, 6_000); // 9,000 are borne
        long later = 6_000 + HALF_LIFE; // 4,500 are
        patience.heard(later);
        falseAlarm(later, later + 4_600); // 6,900 are
        falseAlarm(later + 4_600, later + 4_600 + 6_902); // 10,353 would be, the limit is
        assertThat(patience.bears(later + 4_600 + 6_902 + MOST)).isTrue();
    }

    @Test
    void silenceThatWasBorneTeachesNothing() {
        falseAlarm(0, 2_000); // 3,000 are borne
        assertThat(patience.bears(4_900)).isTrue();
        patience.heard(4_900);
        assertThat(patience.bears(4_900 + 3_001)).isFalse();
    }

    @Test
    void withALimitOfNothingNothingIsLearned() {
        HeartbeatPatience none = new HeartbeatPatience(0, HALF_LIFE, 0);
        assertThat(none.bears(3_000)).isFalse();
        none.heard(3_000);
        assertThat(none.bears(3_001)).isFalse();
    }

    @Test
    void timesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new HeartbeatPatience(-1, 1, 0)).hasMessageContaining("at most -1 ns");
        assertThatThrownBy(() -> new HeartbeatPatience(1, 0, 0)).hasMessageContaining("halved after 0 ns");
    }
}
