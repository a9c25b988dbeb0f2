package io.weir.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testkit.simulation.job.SimulatedJobs;
import io.weir.testkit.simulation.job.SimulatedLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Goal: a kill at every numbered step of the checkpoint, restore and failover protocols loses and repeats nothing, whoever it hits, and neither
 * does a second kill during the recovery from a first one. Method: one short job, one seed; every step of {@link ProtocolSteps}, one after
 * the other, with the node that takes it, the leader, or a worker as the victim, in three courses of events.
 */
class CrashPointsTest {
    private static final long SEED = 1;
    private static final long DOWN = 300 * VirtualTime.MILLIS;
    private static final long BEGIN = 700 * VirtualTime.MILLIS;

    /** What goes before the kill at a step. */
    private enum Course {
        UNDISTURBED,
        A_WORKER_DIES_FIRST,
        THE_LEADER_DIES_FIRST
    }

    private enum Victim {
        WHO_TAKES_THE_STEP,
        THE_LEADER,
        A_WORKER
    }

    private static List<Fault> schedule(Course course, String step, Victim victim) {
        List<Fault> faults = new ArrayList<>();
        long from = 0;
        if (course != Course.UNDISTURBED) {
            from = BEGIN;
            faults.add(
                    course == Course.A_WORKER_DIES_FIRST
                            ? new Fault(from, "Barrier: handled", Fault.Kind.WORKER_CRASH, Fault.HERE, DOWN, 0)
                            : new Fault(from, Fault.AT_ONCE, Fault.Kind.COORDINATOR_CRASH, 0, DOWN, 0));
            from++;
        }
        faults.add(
                switch (victim) {
                    case WHO_TAKES_THE_STEP -> new Fault(from, step, Fault.Kind.WORKER_CRASH, Fault.HERE, DOWN, 0);
                    case THE_LEADER -> new Fault(from, step, Fault.Kind.COORDINATOR_CRASH, 0, DOWN, 0);
                    case A_WORKER -> new Fault(from, step, Fault.Kind.WORKER_CRASH, 0, DOWN, 0);
                });
        return faults;
    }

    private static SimulationResult run(List<Fault> faults) {
        return SimulatedCluster.run(SimulationSettings.of(SEED).withSchedule(faults), SimulatedLedger.small(SEED));
    }

    /** Kills at every step; returns those at which somebody was killed. */
    private static Set<String> killAtEveryStep(Course course, Victim victim) {
        Set<String> killed = new TreeSet<>();
        for (String step : ProtocolSteps.ALL) {
            List<Fault> faults = schedule(course, step, victim);
            if (run(faults).count("faults") == faults.size()) {
                killed.add(step);
            }
        }
        return killed;
    }

    @Test
    void aKillAtAnyStepOfWhoeverTakesIt() {
        assertThat(killAtEveryStep(Course.UNDISTURBED, Victim.WHO_TAKES_THE_STEP))
                .hasSizeGreaterThan(70);
    }

    @Test
    void aKillOfTheLeaderAtAnyStep() {
        assertThat(killAtEveryStep(Course.UNDISTURBED, Victim.THE_LEADER)).hasSizeGreaterThan(70);
    }

    @Test
    void aKillOfAWorkerAtAnyStep() {
        assertThat(killAtEveryStep(Course.UNDISTURBED, Victim.A_WORKER)).hasSizeGreaterThan(70);
    }

    @Test
    void aSecondKillAtAnyStepWhileALostWorkerIsReplaced() {
        assertThat(killAtEveryStep(Course.A_WORKER_DIES_FIRST, Victim.WHO_TAKES_THE_STEP))
                .contains("CancelAttempt: arrives", "AttemptStopped: sent", "attempt: prepared", "state: read")
                .hasSizeGreaterThan(80);
    }

    @Test
    void aSecondKillAtAnyStepWhileALeaderIsReplaced() {
        assertThat(killAtEveryStep(Course.THE_LEADER_DIES_FIRST, Victim.WHO_TAKES_THE_STEP))
                .contains(
                        "leader: history read",
                        "leader: manifests read",
                        "journal of the manager: LeadershipTaken: stored",
                        "manifest: read")
                .hasSizeGreaterThan(70);
    }

    /** The job manager and the coordinator each journal a restart: whatever is between the two, the job goes on and its output is exact. */
    @Test
    void aKillAtAnyStepOfARestartByAnOperator() {
        long seed = 40;
        assertThat(SimulatedCluster.isCancelledAndRestarted(seed)).isTrue();
        for (String step : ProtocolSteps.ALL) {
            if (step.contains("JobRestarted")
                    || step.contains("JobCancelRequested")
                    || step.contains("JobTerminated")) {
                for (Fault.Kind kill : List.of(Fault.Kind.WORKER_CRASH, Fault.Kind.COORDINATOR_PARTITION)) {
                    List<Fault> faults = List.of(new Fault(0, step, kill, Fault.HERE, DOWN, 0));
                    SimulationResult result = SimulatedCluster.run(
                            SimulationSettings.of(seed).withSchedule(faults), SimulatedJobs.drawn(seed));
                    assertThat(result.count("restarts by an operator")).as(step).isPositive();
                    assertThat(result.count("faults")).as(step).isEqualTo(1);
                }
            }
        }
    }

    /** Steps that no run takes would be kills that never happen, and steps that are not listed would never be tried. */
    @Test
    void theStepsAreThoseThatAreTaken() {
        Set<String> taken = new TreeSet<>();
        for (long seed = 1; seed <= 120 && taken.size() < ProtocolSteps.ALL.size(); seed++) {
            taken.addAll(SimulatedCluster.run(seed, null).steps());
        }
        assertThat(taken).isSubsetOf(ProtocolSteps.ALL);
        Set<String> never = new TreeSet<>(ProtocolSteps.ALL);
        never.removeAll(taken);
        assertThat(never).as("steps that 120 seeds never took").isEmpty();
    }
}
