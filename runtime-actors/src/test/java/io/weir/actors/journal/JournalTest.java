package io.weir.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.ManagerState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journals themselves: what was acknowledged is there, whatever happens to the process. */
class JournalTest {
    @TempDir
    Path folder;

    static Config config(Map<String, Object> journal) {
        Config root = WeirConfig.load(ConfigFactory.parseMap(journal));
        return ConfigFactory.parseString("pekko.actor.provider = local, pekko.loglevel = WARNING")
                .withFallback(JournalSettings.from(root).pekko())
                .withFallback(root)
                .resolve();
    }

    private static Map<String, Object> h2(Path folder) {
        return Map.of("weir.journal.file", folder.resolve("journal").toString());
    }

    /** How many events the journal holds, after one more was written. */
    private static int leadOnce(Map<String, Object> journal) throws Exception {
        Config config = config(journal);
        JdbcLeadership leadership = new JdbcLeadership(JournalSettings.from(config), "c", why -> {});
        Term term = leadership.take("counter");
        leadership.release();
        ActorTestKit kit = ActorTestKit.create("journal", config);
        try {
            TestProbe<Integer> probe = kit.createTestProbe();
            ActorRef<Counter.Command> counter = kit.spawn(Counter.create(term));
            counter.tell(new Counter.Add(probe.ref()));
            return probe.receiveMessage(Duration.ofSeconds(20));
        } finally {
            kit.shutdownTestKit();
        }
    }

    @Test
    void h2KeepsWhatWasWritten() throws Exception {
        assertThat(leadOnce(h2(folder))).isEqualTo(1);
        assertThat(leadOnce(h2(folder))).isEqualTo(2);
    }

    /**
     * A copy of the file is what a killed process leaves. H2 writes over space that was free for its retention time (45 s unless told
     * otherwise); release 2.5.252 then opens such a file at a state before the last commits.
     */
    @Test
    void aCopyOfTheFileTakenAtAnyMomentHoldsAllThatWasCommitted() throws Exception {
        Path file = folder.resolve("journal");
        Path copy = folder.resolve("copy");
        JournalSettings settings = JournalSettings.from(config(h2(folder)));
        String options = settings.jdbcUrl().substring(settings.jdbcUrl().indexOf(';')) + ";RETENTION_TIME=50";
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file + options, "sa", "")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table events (number int primary key, payload blob)");
            }
            try (PreparedStatement insert = connection.prepareStatement("insert into events values (?, ?)")) {
                for (int number = 1; number <= 400; number++) {
                    insert.setInt(1, number);
                    insert.setBytes(2, new byte[200 + number * 7919 % 3000]);
                    insert.executeUpdate();
                    if (number % 10 == 0) {
                        Files.copy(
                                folder.resolve("journal.mv.db"),
                                folder.resolve("copy.mv.db"),
                                StandardCopyOption.REPLACE_EXISTING);
                        assertThat(newestIn("jdbc:h2:file:" + copy + options)).isEqualTo(number);
                    }
                }
            }
        }
    }

    private static int newestIn(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery("select max(number) from events")) {
            newest.next();
            return newest.getInt(1);
        }
    }

    @Test
    void postgresqlKeepsWhatWasWritten() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            Map<String, Object> journal = Map.of(
                    "weir.journal.kind", "postgresql",
                    "weir.journal.url", "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                    "weir.journal.user", "postgres",
                    "weir.journal.password", "postgres");
            assertThat(leadOnce(journal)).isEqualTo(1);
            assertThat(leadOnce(journal)).isEqualTo(2);
        }
    }

    @Test
    void aKilledProcessLosesNothingThatWasAcknowledgedAndTheNextTakesOverAtOnce() throws Exception {
        int acknowledged = 0;
        for (String death : List.of("halt", "kill")) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx200m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Counter.class.getName(),
                            folder.toString(),
                            death)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith("ACK ")) {
                        acknowledged = Integer.parseInt(line.substring(4));
                        if (death.equals("kill") && acknowledged % 25 == 0) {
                            process.toHandle()
                                    .destroyForcibly(); // SIGKILL; Process.destroyForcibly would close the stream
                        }
                    }
                }
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            long before = System.nanoTime();
            int now = leadOnce(h2(folder));
            assertThat(now).as(death).isGreaterThan(acknowledged);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        }
        assertThat(acknowledged).isGreaterThan(20);
    }

    /** The state of the job manager is saved in place of its events. */
    @Test
    void aManagerRemembersTheLastJobsThatEndedAndAllThatLive() {
        ManagerState state = ManagerState.EMPTY.with(new ManagerEvent.LeadershipTaken(7, "n"));
        for (int n = 0; n < 3 * ManagerState.ENDED_KEPT; n++) {
            state = state.with(
                    new ManagerEvent.JobSubmitted("job" + n, "r" + n, "name", "g", List.of(), "file:///x", n));
            if (n % 3 != 0) {
                state = state.with(new ManagerEvent.JobTerminated(
                        "job" + n,
                        io.weir.api.JobStatus.FINISHED,
                        "",
                        n,
                        List.of(),
                        io.weir.runtime.job.EndedFiles.KEPT));
            }
        }
        assertThat(state.alive()).hasSize(ManagerState.ENDED_KEPT);
        assertThat(state.jobs()).hasSize(2 * ManagerState.ENDED_KEPT);
        assertThat(state.byPrefix("job14")).hasSizeGreaterThan(1);
        assertThat(state.term()).isEqualTo(7);
    }
}
