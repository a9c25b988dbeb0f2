package io.weir.actors.exchange.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DialingTest {
    /** Nanoseconds may overflow. */
    private static final long START = Long.MAX_VALUE - "12345".length();

    private final Dialing dialing = new Dialing(10, 100);

    @Test
    void theFirstAttemptMayBeMadeAtOnceAndTheNextAfterThePause() {
        assertThat(dialing.mayDial(START)).isTrue();
        dialing.failed(START, "refused");
        assertThat(dialing.mayDial(START + 9)).isFalse();
        assertThat(dialing.mayDial(START + 10)).isTrue();
    }

    @Test
    void failuresThatLastLongerThanThePatienceAreHopeless() {
        dialing.failed(START, "refused");
        dialing.failed(START + 50, "refused");
        assertThat(dialing.hopeless(START + 50)).isNull();
        dialing.failed(START + 100, "timed out");
        assertThat(dialing.hopeless(START + 101)).isEqualTo("timed out");
    }

    @Test
    void aConnectionThatWasMadeEndsTheFailures() {
        dialing.failed(START, "refused");
        dialing.failed(START + 100, "refused");
        dialing.succeeded();
        assertThat(dialing.hopeless(START + 101)).isNull();
        assertThat(dialing.mayDial(START + 101)).isTrue();
        dialing.failed(START + 102, "refused");
        assertThat(dialing.hopeless(START + 103)).isNull();
    }

    @Test
    void aFailureOfLongAgoSaysNothingOfTheNextAttempt() {
        dialing.failed(START, "refused");
        dialing.failed(START + 100, "refused");
        assertThat(dialing.hopeless(START + 201)).as("nobody tried for a while").isNull();
        dialing.failed(START + 300, "refused");
        assertThat(dialing.hopeless(START + 301)).isNull();
    }
}
