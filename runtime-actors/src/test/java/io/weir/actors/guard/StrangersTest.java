package io.weir.actors.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrangersTest {
    private final Strangers<String> strangers = new Strangers<>(2, 100);

    @Test
    void theOldestIsInTheWayWhenThereAreTooMany() {
        strangers.arrived("a", 0);
        assertThat(strangers.inTheWay()).isNull();
        strangers.arrived("b", 1);
        assertThat(strangers.inTheWay()).isEqualTo("a");
        strangers.left("a"); // introduced, or gone
        assertThat(strangers.inTheWay()).isNull();
        strangers.arrived("c", 2);
        assertThat(strangers.inTheWay()).isEqualTo("b");
    }

    @Test
    void whoeverWasGivenItsTimeIsOverdueAndTheOthersAreNot() {
        strangers.arrived("a", 10);
        strangers.arrived("b", 30);
        assertThat(strangers.nanosLeft(20)).isEqualTo(90);
        assertThat(strangers.overdue(109)).isNull();
        assertThat(strangers.overdue(110)).isEqualTo("a");
        strangers.left("a");
        assertThat(strangers.overdue(110)).isNull();
        assertThat(strangers.nanosLeft(110)).isEqualTo(20);
        strangers.left("b");
        assertThat(strangers.nanosLeft(110)).isEqualTo(Long.MAX_VALUE);
        assertThat(strangers.oldest()).isNull();
    }

    @Test
    void theClockMayBeNearItsEnd() {
        strangers.arrived("a", Long.MAX_VALUE - 50);
        assertThat(strangers.overdue(Long.MAX_VALUE)).isNull();
        assertThat(strangers.overdue(Long.MIN_VALUE + 50)).isEqualTo("a");
    }
}
