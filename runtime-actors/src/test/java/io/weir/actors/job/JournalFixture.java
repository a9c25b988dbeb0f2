package io.weir.actors.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.journal.JournalRetention;
import io.weir.actors.journal.Leadership;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.usercode.DirectUserThreads;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.checkpoint.storage.CheckpointStorages;
import io.weir.runtime.job.DirectorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit.SerializationSettings;

/** A node on which job manager and coordinators are run one command at a time, with the journal of Pekko's kit. */
final class JournalFixture implements AutoCloseable {
    /** Everything that is journaled or saved takes the trip through the serializer; commands of the own node have none. */
    static final SerializationSettings TRIP = EventSourcedBehaviorTestKit.enabledSerializationSettings()
            .withVerifyCommands(false)
            .withVerifyEquality(true);

    final ActorTestKit kit;
    final AtomicLong clock = new AtomicLong(1_000);
    final List<String> resigned = new CopyOnWriteArrayList<>();
    final Leadership leadership = new TestLeadership(resigned::add);
    /** How often the code of a job was loaded. */
    final AtomicInteger loads = new AtomicInteger();

    final String graphBlob;
    private final CheckpointStorage storage;
    private final AtomicInteger ids = new AtomicInteger();

    JournalFixture(Path folder) throws IOException {
        Config config = EventSourcedBehaviorTestKit.config()
                .withFallback(ConfigFactory.parseString("pekko.actor.provider = local, pekko.loglevel = WARNING"))
                .withFallback(WeirConfig.load(ConfigFactory.empty()))
                .resolve();
        kit = ActorTestKit.create(config);
        storage = CheckpointStorages.open("file://" + folder);
        graphBlob = storage.putBlob(JobGraphs.toBytes(graph()));
    }

    private static JobGraph graph() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(60_000);
        env.fromSequence(1, 10).uid("numbers").addSink(new Nowhere());
        return env.getJobGraph("words");
    }

    private static final class Nowhere implements SinkFunction<Long> {
        private static final long serialVersionUID = 1L;
    }

    ManagerEvent.JobSubmitted job() {
        return new ManagerEvent.JobSubmitted("00aa", "r1", "words", graphBlob, List.of(), storage.uri(), 1);
    }

    JobServices services(String node) {
        return new JobServices(
                node,
                () -> "00ab%028d".formatted(ids.incrementAndGet()),
                () -> 0.5,
                clock::get,
                leadership,
                JournalRetention.DEFAULT,
                Runnable::run,
                new DirectUserThreads(),
                1,
                uri -> storage,
                storage.uri(),
                (job, from) -> {
                    loads.incrementAndGet();
                    return new Loaded();
                },
                DirectorSettings.DEFAULT);
    }

    private static final class Loaded implements JobPrograms.Program {
        @Override
        public JobGraph graph() {
            return JournalFixture.graph();
        }

        @Override
        public ClassLoader loader() {
            return JournalFixture.class.getClassLoader();
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
