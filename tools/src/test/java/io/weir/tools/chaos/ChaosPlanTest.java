package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.tools.chaos.PlannedFault.Victim;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosPlanTest {
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    private static long kills(List<PlannedFault> plan, Victim victim) {
        return plan.stream()
                .filter(fault -> fault.kind() == FaultKind.KILL && fault.victim() == victim)
                .count();
    }

    @Test
    void theSameSeedDrawsTheSamePlan() {
        assertThat(ChaosPlan.of(7, 100, ALL)).isEqualTo(ChaosPlan.of(7, 100, ALL));
        assertThat(ChaosPlan.of(7, 100, ALL)).isNotEqualTo(ChaosPlan.of(8, 100, ALL));
    }

    @ParameterizedTest(name = "{0} kills")
    @ValueSource(ints = {1, 4, 5, 10, 99, 100})
    void aFifthOfTheKillsHitsTheLeader(int kills) {
        for (long seed = 1; seed <= 20; seed++) {
            List<PlannedFault> plan = ChaosPlan.of(seed, kills, ALL);
            assertThat(kills(plan, Victim.LEADER) + kills(plan, Victim.WORKER)).isEqualTo(kills);
            assertThat(kills(plan, Victim.LEADER) * 5).isGreaterThanOrEqualTo(kills);
            assertThat(kills(plan, Victim.LEADER)).isLessThanOrEqualTo(kills / 4 + 1);
        }
    }

    private static PlannedFault kill(Victim victim, int draw) {
        return new PlannedFault(1, FaultKind.KILL, victim, 0, 0, 0, false, 0, draw);
    }

    @Test
    void aSparedNodeIsHitOnlyIfThereIsNoOther() {
        List<String> alive = List.of("a", "b", "c");
        for (int draw = 0; draw < 4; draw++) {
            assertThat(kill(Victim.LEADER, draw).among(alive, "b", Set.of("c"))).isEqualTo("b");
            assertThat(kill(Victim.WORKER, draw).among(alive, "b", Set.of("c"))).isEqualTo("a");
            assertThat(kill(Victim.LEADER, draw).among(alive, "c", Set.of("c"))).isIn("a", "b");
            assertThat(kill(Victim.WORKER, draw).among(List.of("c"), "c", Set.of("c")))
                    .isEqualTo("c");
        }
        assertThat(kill(Victim.WORKER, 1).among(alive, "a", Set.of())).isEqualTo("c");
    }

    @Test
    void everyKindThatWasAskedForComesAndNoOther() {
        assertThat(ChaosPlan.of(1, 3, ALL)).extracting(PlannedFault::kind).contains(FaultKind.values());
        assertThat(ChaosPlan.of(1, 100, ALL)).hasSize(172);
        assertThat(ChaosPlan.of(1, 30, Set.of(FaultKind.PAUSE)))
                .hasSize(3)
                .extracting(PlannedFault::kind)
                .containsOnly(FaultKind.PAUSE);
        assertThat(ChaosPlan.of(1, 0, Set.of(FaultKind.KILL))).isEmpty();
    }

    @Test
    void somePausesAreLongerThanTheOthersArePatientAndSomeAreNot() {
        List<PlannedFault> pauses = ChaosPlan.of(1, 200, Set.of(FaultKind.PAUSE));
        assertThat(pauses).anyMatch(pause -> pause.lastsMillis() < 1_200);
        assertThat(pauses).anyMatch(pause -> pause.lastsMillis() > 5_000);
    }

    @Test
    void aPauseOfMinutesComesOnceForFortyKillsAndOutlastsTheJournal() {
        List<PlannedFault> pauses = ChaosPlan.of(1, 100, Set.of(FaultKind.LONG_PAUSE, FaultKind.KILL)).stream()
                .filter(fault -> fault.kind() == FaultKind.LONG_PAUSE)
                .toList();
        assertThat(pauses).hasSize(2).allMatch(pause -> pause.lastsMillis() >= 90_000 && !pause.followed());
        assertThat(LedgerJob.checkpointMillis(true)).isEqualTo(100);
        assertThat(LedgerJob.checkpointMillis(false)).isEqualTo(500);
    }

    @Test
    void someStallsCostTheMembershipAndSomeDoNot() {
        List<PlannedFault> stalls = ChaosPlan.of(1, 200, Set.of(FaultKind.STALL));
        assertThat(stalls).anyMatch(stall -> stall.lastsMillis() < 15_000);
        assertThat(stalls).anyMatch(stall -> stall.lastsMillis() > 25_000);
    }

    @Test
    void aForeignJournalAndAPauseOfMinutesNeitherFollowAtOnceNorAreFollowed() {
        for (long seed = 1; seed <= 50; seed++) {
            List<PlannedFault> plan = ChaosPlan.of(seed, 40, ALL);
            for (int at = 0; at < plan.size(); at++) {
                if (Set.of(FaultKind.FOREIGN_JOURNAL, FaultKind.LONG_PAUSE)
                        .contains(plan.get(at).kind())) {
                    assertThat(plan.get(at).followed()).isFalse();
                    assertThat(at > 0 && plan.get(at - 1).followed()).isFalse();
                }
            }
        }
    }

    @Test
    void someFaultsFollowAtOnceButTheLastIsFollowedByNone() {
        for (long seed = 1; seed <= 20; seed++) {
            List<PlannedFault> plan = ChaosPlan.of(seed, 100, ALL);
            assertThat(plan).anyMatch(PlannedFault::followed);
            assertThat(plan.get(plan.size() - 1).followed()).isFalse();
            assertThat(plan)
                    .extracting(PlannedFault::number)
                    .isSorted()
                    .startsWith(1)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aSoakHasKillsAloneAfterTheSameQuietTime() {
        List<PlannedFault> plan = ChaosPlan.evenly(1, Duration.ofHours(2), Duration.ofMinutes(5));
        assertThat(plan).hasSize(24).allSatisfy(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.KILL);
            assertThat(fault.quietMillis()).isEqualTo(300_000);
            assertThat(fault.followed()).isFalse();
        });
        assertThat(kills(plan, Victim.LEADER)).isEqualTo(6);
        assertThat(ChaosPlan.evenly(1, Duration.ofMinutes(1), Duration.ofMinutes(5)))
                .isEmpty();
    }
}
