package io.weir.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write to the journal, on the real databases. */
class JournalFenceTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Map<String, Object> h2() {
        return Map.of("weir.journal.file", folder.resolve("journal").toString());
    }

    private static Map<String, Object> on(EmbeddedPostgres server) {
        return Map.of(
                "weir.journal.kind", "postgresql",
                "weir.journal.url", "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                "weir.journal.user", "postgres",
                "weir.journal.password", "postgres");
    }

    private static JdbcLeadership leadership(Config config, String clusterName) {
        return new JdbcLeadership(JournalSettings.from(config), clusterName, why -> {});
    }

    /** A process that writes, with a database connection pool of its own. */
    private static final class Writer implements AutoCloseable {
        final ActorTestKit kit;
        final TestProbe<Integer> probe;
        final ActorRef<Counter.Command> counter;

        Writer(Config config, Term term) {
            kit = ActorTestKit.create("writer", config);
            probe = kit.createTestProbe();
            counter = kit.spawn(Counter.create(term));
        }

        int add() {
            counter.tell(new Counter.Add(probe.ref()));
            return probe.receiveMessage(SOON);
        }

        @Override
        public void close() {
            kit.shutdownTestKit();
        }
    }

    @Test
    void h2RefusesALeaderOfAnOlderTermAlsoWhereTheRowsOfTheNewOneAreDeleted() throws Exception {
        aLeaderOfAnOlderTermIsRefused(JournalTest.config(h2()));
    }

    @Test
    void postgresqlRefusesALeaderOfAnOlderTermAlsoWhereTheRowsOfTheNewOneAreDeleted() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            aLeaderOfAnOlderTermIsRefused(JournalTest.config(on(server)));
        }
    }

    private static void aLeaderOfAnOlderTermIsRefused(Config config) throws Exception {
        JdbcLeadership leadership = leadership(config, "c");
        Term first = leadership.take("n1");
        try (Writer old = new Writer(config, first)) {
            assertThat(old.add()).isEqualTo(1);
            assertThat(old.add()).isEqualTo(2);

            Term second = leadership.take("n2");
            assertThat(second).isEqualTo(new Term(first.number() + 1, first.clusterId()));
            try (Writer successor = new Writer(config, second)) {
                for (int event = 3; event <= 30; event++) {
                    assertThat(successor.add()).isEqualTo(event);
                }
                awaitNone(config, "sequence_number < 10 and deleted = false");
                old.counter.tell(new Counter.Add(old.probe.ref()));
                old.probe.expectTerminated(old.counter, SOON);
                old.probe.expectNoMessage(Duration.ofMillis(1));
                assertThat(count(config, "adapter_manifest = 'term 1' and sequence_number > 2"))
                        .isZero();
                assertThat(successor.add()).isEqualTo(31);
            }
            assertThat(leadership.isHeld(first.number())).isFalse();
            assertThat(leadership.isHeld(second.number())).isTrue();
        } finally {
            leadership.release();
        }
    }

    /** Saved states replace them in the background. */
    private static void awaitNone(Config config, String which) throws SQLException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (count(config, which) > 0) {
            assertThat(System.nanoTime())
                    .as("rows where " + which + " are deleted")
                    .isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static int count(Config config, String which) throws SQLException {
        try (Connection connection = JournalSettings.from(config).connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from event_journal where " + which)) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void aWriterWithoutATermIsRefused() throws Exception {
        Config config = JournalTest.config(h2());
        JdbcLeadership leadership = leadership(config, "c");
        Term term = leadership.take("n1");
        leadership.release();
        assertThat(TermFence.admits(term.number(), TermFence.termOf(""))).isFalse();
        assertThat(TermFence.admits(term.number(), TermFence.termOf("term x"))).isFalse();
        assertThat(TermFence.termOf("term 12")).isEqualTo(12);
    }

    @Test
    void aJournalKeepsTheIdAndTheNameOfItsCluster() throws Exception {
        Config config = JournalTest.config(h2());
        JdbcLeadership mine = leadership(config, "production");
        Term first = mine.take("n1");
        mine.release();
        JdbcLeadership again = leadership(config, "production");
        assertThat(again.take("n2")).isEqualTo(new Term(2, first.clusterId()));
        again.release();
        JdbcLeadership other = leadership(config, "test");
        assertThatThrownBy(() -> other.take("n3"))
                .isInstanceOf(ForeignJournalException.class)
                .hasMessageStartingWith("[CFG-241]")
                .hasMessageContaining("'production'")
                .hasMessageContaining("'test'");
        JdbcLeadership last = leadership(config, "production");
        assertThat(last.take("n4").number()).as("a refused node has no term").isEqualTo(3);
        last.release();
    }

    @Test
    void twoLeadersThatBeginAtTheSameTimeGetTermsOfTheirOwnAndOneClusterId() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            Config config = JournalTest.config(on(server));
            var terms = java.util.stream.IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(node -> {
                        JdbcLeadership leadership = leadership(config, "c");
                        try {
                            return leadership.take("n" + node);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        } finally {
                            leadership.release();
                        }
                    })
                    .toList();
            assertThat(terms).extracting(Term::number).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
            assertThat(terms)
                    .extracting(Term::clusterId)
                    .containsOnly(terms.get(0).clusterId());
        }
    }
}
