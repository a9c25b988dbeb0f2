package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.SmallThenLarge.Payment;
import io.weir.testkit.simulation.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A method that runs once for each seed. */
class SimulatedFaultsTest {
    private static final int ACCOUNTS = 40;
    private static final List<Long> SEEDS = new ArrayList<>();

    @SimulatedFaults(seeds = 10, nodes = 3)
    void eachFraudIsToldOnceWhateverFails(long seed) throws Exception {
        SEEDS.add(seed);
        List<Object> payments = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            payments.add(TestSource.at(account, new Payment(account, 0)));
            payments.add(TestSource.pause(java.time.Duration.ofMillis(100)));
        }
        for (int account = 0; account < ACCOUNTS; account++) {
            payments.add(TestSource.at(account, new Payment(account, 700)));
            expected.add("fraud on " + account + ": 700");
        }
        TestSink<String> alerts = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(200);
        env.getCheckpointConfig().setCheckpointTimeout(1000);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(3);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(Integer.MAX_VALUE, 50));
        env.fromSource(TestSource.<Payment>of(payments), "payments")
                .uid("payments")
                .keyBy(Payment::account)
                .process(new SmallThenLarge())
                .uid("fraud")
                .sinkTo(alerts)
                .uid("alerts");
        env.execute();
        assertThat(alerts.committed()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(alerts.uncommitted()).isEmpty();
    }

    @AfterAll
    static void everySeedRanOnce() {
        assertThat(SEEDS).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    // ------------------------------------------------------------------------------------------------ what a failure
    // looks like

    @Test
    void theFirstSeedThatFailsIsNamedWithTheWayToReplayItAndIsTheLast() {
        List<String> ran = run("failsForSomeSeeds", long.class);
        assertThat(ran).hasSize(3);
        assertThat(ran.subList(0, 2)).containsExactly("seed 1 ok", "seed 2 ok");
        assertThat(ran.get(2))
                .startsWith("seed 3 failed: [API-169] Seed 3 failed.")
                .contains("@SimulatedFaults(seed = 3)")
                .contains("three is too many");
    }

    @Test
    void oneSeedIsReplayedAlone() {
        assertThat(run("replays")).containsExactly("seed 17 ok");
    }

    @Test
    void aMethodWithoutAJobTestsNothing() {
        assertThat(run("forgetsToExecute")).singleElement().asString().contains("[API-167]");
    }

    @Test
    void ajobThatCannotSurviveFailsWithItsSeed() {
        assertThat(run("hasNoRestartStrategy"))
                .last()
                .asString()
                .contains("[API-169]")
                .contains("TheJobFinishes");
    }

    private static List<String> run(String method, Class<?>... parameters) {
        List<String> ran = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(Examples.class, method, parameters))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(
                                    TestIdentifier test, org.junit.platform.engine.TestExecutionResult result) {
                                if (test.isTest()) {
                                    ran.add(test.getDisplayName()
                                            + result.getThrowable()
                                                    .map(thrown -> " failed: " + thrown.getMessage())
                                                    .orElse(" ok"));
                                }
                            }
                        });
        return ran;
    }

    /** Not found by itself: run by the tests above. */
    static class Examples {
        private static void execute() throws Exception {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.enableCheckpointing(100);
            env.fromSource(TestSource.<String>of("a", TestSource.pause(java.time.Duration.ofSeconds(5)), "b"), "words")
                    .sinkTo(new TestSink<>());
            env.execute();
        }

        @SimulatedFaults(seeds = 5)
        void failsForSomeSeeds(long seed) throws Exception {
            execute();
            assertThat(seed).as("three is too many").isLessThan(3);
        }

        @SimulatedFaults(seed = 17)
        void replays() throws Exception {
            execute();
        }

        @SimulatedFaults(seeds = 5)
        void forgetsToExecute() {
            StreamExecutionEnvironment.getExecutionEnvironment();
        }

        @SimulatedFaults(seeds = 5, faults = Fault.Kind.WORKER_CRASH)
        void hasNoRestartStrategy() throws Exception {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setRestartStrategy(RestartStrategies.noRestart());
            env.fromSource(TestSource.<String>of("a", TestSource.pause(java.time.Duration.ofMinutes(1)), "b"), "words")
                    .sinkTo(new TestSink<>());
            env.execute();
        }
    }
}
