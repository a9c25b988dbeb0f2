package io.weir.actors.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Subscribe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application with an actor system of its own, and Weir among its libraries: the settings of its system are its own and Pekko's. */
class PlainPekkoApplicationTest {
    private static final AtomicLong SUM = new AtomicLong();

    /** Where Weir stands on the class path. */
    private enum Order {
        WEIR_FIRST,
        WEIR_LAST,
        WITHOUT_WEIR
    }

    @TempDir
    Path folder;

    @BeforeEach
    void reset() {
        SUM.set(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"WEIR_FIRST", "WEIR_LAST"})
    void theDefaultsOfAnApplicationAreTheSameWithWeirAsWithout(Order order) {
        Config with = ConfigFactory.load(new Ordered(order)).root().toConfig();
        Config without = ConfigFactory.load(new Ordered(Order.WITHOUT_WEIR));
        assertThat(with.withoutPath("weir").root().keySet())
                .isEqualTo(without.root().keySet());
        for (String section : without.root().keySet()) {
            if (!section.equals("java") && !section.equals("sun")) { // properties of the process
                assertThat(with.root().get(section))
                        .as(section)
                        .isEqualTo(without.root().get(section));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void anApplicationsOwnClusterAndTestKitStartWithItsOwnSettings(Order order) {
        ClassLoader loader = new Ordered(order);
        Config own = ConfigFactory.parseString("""
                pekko {
                  actor.provider = cluster
                  loglevel = WARNING
                  remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
                  cluster.split-brain-resolver.active-strategy = keep-oldest
                  cluster.failure-detector.threshold = 12
                }
                """).withFallback(ConfigFactory.load(loader));
        ActorTestKit kit = ActorTestKit.create("application", own);
        try {
            Cluster cluster = Cluster.get(kit.system());
            TestProbe<ClusterEvent.MemberUp> up = kit.createTestProbe();
            cluster.subscriptions().tell(new Subscribe<>(up.ref(), ClusterEvent.MemberUp.class));
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
            up.receiveMessage(Duration.ofSeconds(30));
            Config seen = kit.system().settings().config().getConfig("pekko.cluster");
            assertThat(seen.getString("failure-detector.implementation-class"))
                    .isEqualTo("org.apache.pekko.remote.PhiAccrualFailureDetector");
            assertThat(seen.getString("split-brain-resolver.active-strategy")).isEqualTo("keep-oldest");
            assertThat(seen.getDouble("failure-detector.threshold")).isEqualTo(12);
            assertThat(seen.getDuration("split-brain-resolver.stable-after")).isEqualTo(Duration.ofSeconds(20));
        } finally {
            kit.shutdownTestKit();
        }
    }

    /** The application's extensions and its cluster would make a job's node fail, or join. */
    @Test
    void aJobInTheProcessOfAnApplicationTakesNothingOfItsSettingsOfPekko() throws Exception {
        Files.writeString(folder.resolve("application.conf"), """
                pekko.actor.provider = cluster
                pekko.extensions = ["com.example.OfTheApplication"]
                pekko.actor.serializers.theirs = "com.example.Theirs"
                """);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ActorSystem<Void> beside = ActorSystem.create(Behaviors.empty(), "beside", ConfigFactory.load(before));
        try (URLClassLoader program =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(program);
            sumOf(10);
            assertThat(SUM).hasValue(55);
        } finally {
            thread.setContextClassLoader(before);
            beside.terminate();
        }
    }

    private static void sumOf(long last) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSequence(1, last).addSink(new Summing());
        env.execute("sum");
    }

    private static final class Summing implements SinkFunction<Long> {
        @Override
        public void invoke(Long value, Context context) {
            SUM.addAndGet(value);
        }
    }

    /** Finds the settings of libraries in an order of the test's. */
    private static final class Ordered extends ClassLoader {
        private final Order order;

        Ordered(Order order) {
            super(PlainPekkoApplicationTest.class.getClassLoader());
            this.order = order;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> found = new ArrayList<>(Collections.list(super.getResources(name)));
            if (!name.equals("reference.conf")) {
                return Collections.enumeration(found);
            }
            List<URL> weirs = found.stream().filter(Ordered::isWeirs).toList();
            assertThat(weirs).hasSize(1);
            found.removeAll(weirs);
            if (order != Order.WITHOUT_WEIR) {
                found.addAll(order == Order.WEIR_FIRST ? 0 : found.size(), weirs);
            }
            return Collections.enumeration(found);
        }

        private static boolean isWeirs(URL url) {
            return ConfigFactory.parseURL(url).root().containsKey("weir");
        }
    }
}
