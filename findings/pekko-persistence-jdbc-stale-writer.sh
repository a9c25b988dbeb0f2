#!/usr/bin/env bash
# pekko-persistence-jdbc 1.1.1, Pekko 1.7.0, H2 2.3.232.
# A persistent actor is acknowledged although a newer incarnation of it has written since, if that one has deleted its events behind a snapshot
# (RetentionCriteria.snapshotEvery(...).withDeleteEventsOnSnapshot()): the primary key is free again, and nothing else is compared. The next
# incarnation recovers without the acknowledged event. While the rows are still there, the same write fails.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>stale-writer</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.pekko</groupId><artifactId>pekko-persistence-typed_2.13</artifactId><version>1.7.0</version></dependency>
    <dependency><groupId>org.apache.pekko</groupId><artifactId>pekko-persistence-query_2.13</artifactId><version>1.7.0</version></dependency>
    <dependency><groupId>org.apache.pekko</groupId><artifactId>pekko-persistence-jdbc_2.13</artifactId><version>1.1.1</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.3.232</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > "$work/StaleWriter.java" <<'JAVA'
import com.typesafe.config.ConfigFactory;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

public final class StaleWriter {
    record Add(String event, ActorRef<String> replyTo) {}

    /** The state is all events, one after the other. */
    static final class Log extends EventSourcedBehavior<Add, String, String> {
        Log() {
            super(PersistenceId.ofUniqueId("log"));
        }

        @Override
        public String emptyState() {
            return "";
        }

        @Override
        public CommandHandler<Add, String, String> commandHandler() {
            return (state, add) -> add.event().isEmpty()
                    ? Effect().none().thenReply(add.replyTo(), now -> now)
                    : Effect().persist(add.event()).thenReply(add.replyTo(), now -> now);
        }

        @Override
        public EventHandler<String, String> eventHandler() {
            return (state, event) -> state + event;
        }

        @Override
        public RetentionCriteria retentionCriteria() {
            return RetentionCriteria.snapshotEvery(5, 1).withDeleteEventsOnSnapshot();
        }
    }

    static String url;

    static ActorSystem<Add> incarnation(String name) {
        return ActorSystem.create(
                Behaviors.setup(context -> {
                    ActorRef<Add> log = context.spawn(Behaviors.<Add>setup(child -> new Log()), "log");
                    return Behaviors.receiveMessage(message -> {
                        log.tell(message);
                        return Behaviors.same();
                    });
                }),
                name,
                ConfigFactory.parseString("""
                        pekko { loglevel = OFF, stdout-loglevel = OFF, actor.allow-java-serialization = on
                          actor.warn-about-java-serializer-usage = off
                          persistence.journal.plugin = jdbc-journal, persistence.snapshot-store.plugin = jdbc-snapshot-store }
                        jdbc-journal.use-shared-db = slick
                        jdbc-snapshot-store.use-shared-db = slick
                        pekko-persistence-jdbc.shared-databases.slick {
                          profile = "slick.jdbc.H2Profile$"
                          db { url = "%s", user = sa, password = "", driver = org.h2.Driver, numThreads = 2, maxConnections = 2 } }
                        """.formatted(url)).withFallback(ConfigFactory.load()));
    }

    static String add(ActorSystem<Add> to, String event) throws Exception {
        CompletionStage<String> reply =
                AskPattern.ask(to, (ActorRef<String> replyTo) -> new Add(event, replyTo), Duration.ofSeconds(20), to.scheduler());
        try {
            return reply.toCompletableFuture().get();
        } catch (java.util.concurrent.ExecutionException e) {
            return "no acknowledgement";
        }
    }

    static int rows(int below) throws Exception {
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from \"event_journal\" where \"sequence_number\" < " + below + " and \"deleted\" = false")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Lets a newer incarnation write so many events, then the old one write one. */
    static String staleWrite(String folder, int newer) throws Exception {
        url = "jdbc:h2:file:" + folder + "/after-" + newer + ";DATABASE_TO_UPPER=false";
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement();
                var schema = StaleWriter.class.getResourceAsStream("/schema/h2/h2-create-schema.sql")) {
            for (String sql : new String(schema.readAllBytes()).split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        ActorSystem<Add> old = incarnation("old");
        add(old, "a");
        add(old, "b");
        ActorSystem<Add> next = incarnation("next");
        for (int event = 0; event < newer; event++) {
            add(next, "x");
        }
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (newer > 10 && rows(10) > 0 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        String answer = add(old, "LOST");
        ActorSystem<Add> last = incarnation("last");
        String found = add(last, "");
        for (ActorSystem<Add> system : new ActorSystem[] {old, next, last}) {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        return "after " + newer + " newer events: the old one hears '" + answer + "', the last one recovers '" + found + "'";
    }

    public static void main(String[] arguments) throws Exception {
        try {
            System.out.println(staleWrite(arguments[0], 1));
            System.out.println(staleWrite(arguments[0], 30));
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
JAVA
mvn -B -q -f "$work/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath" >&2
java -cp "$(cat "$work/classpath")" "$work/StaleWriter.java" "$work" | tee "$work/seen"
xs=$(printf 'x%.0s' $(seq 30))
cat > "$work/expected" <<TXT
after 1 newer events: the old one hears 'no acknowledgement', the last one recovers 'abx'
after 30 newer events: the old one hears 'abLOST', the last one recovers 'ab$xs'
TXT
diff "$work/expected" "$work/seen" && echo "as found: acknowledged, and lost"
