package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StandstillsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Clocks of a JVM may begin anywhere. */
    private static final long START = Long.MAX_VALUE - 3 * SECOND;

    private final Standstills standstills = new Standstills();

    @Test
    void aPauseThatNobodyHasLookedAtYetIsFoundByTheQuestion() {
        standstills.begin(START);
        standstills.look(START + SECOND);
        assertThat(standstills.clause(START + 9 * SECOND)).isEqualTo(", after this process had stood still for 8 s");
    }

    @Test
    void theLongestOfTheLastTwoMinutesIsTold() {
        standstills.begin(START);
        standstills.look(START + 5 * SECOND);
        standstills.look(START + 8 * SECOND);
        assertThat(standstills.clause(START + 9 * SECOND)).contains(" 5 s");
        for (int second = 9; second <= 124; second++) {
            standstills.look(START + second * SECOND);
        }
        assertThat(standstills.clause(START + 125 * SECOND)).contains(" 5 s");
        assertThat(standstills.clause(START + 126 * SECOND)).isEmpty();
        assertThat(standstills.clause(START + 129 * SECOND))
                .as("a shorter one later")
                .contains(" 3 s");
    }

    @Test
    void shortPausesAndTheTimeBeforeAnyoneLooksAreNone() {
        assertThat(standstills.clause(START)).isEmpty();
        standstills.begin(START + 100 * SECOND);
        standstills.look(START + 101 * SECOND);
        assertThat(standstills.clause(START + 102 * SECOND + 900_000_000)).isEmpty();
    }

    @Test
    void whoBeginsAgainHasNotStoodStillMeanwhile() {
        standstills.begin(START);
        standstills.look(START + SECOND);
        standstills.begin(START + 60 * SECOND);
        assertThat(standstills.clause(START + 61 * SECOND)).isEmpty();
    }
}
