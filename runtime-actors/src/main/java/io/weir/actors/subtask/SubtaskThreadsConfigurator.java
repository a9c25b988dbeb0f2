package io.weir.actors.subtask;

import com.typesafe.config.Config;
import io.weir.actors.guard.NodeFatal;
import io.weir.actors.guard.NodeFatals;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.MonitorableThreadFactory;
import org.apache.pekko.dispatch.ThreadPoolConfig;

/** Makes {@link SubtaskThreads} for a dispatcher; named in {@code reference.conf} by its class. The section {@code subtask-threads} says how many. */
public final class SubtaskThreadsConfigurator extends ExecutorServiceConfigurator {
    private final int threads;
    private final NodeFatal fatal;
    private final StuckThreads.Settings stuck;

    /** Called by the actor system. */
    public SubtaskThreadsConfigurator(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        fatal = NodeFatals.of(prerequisites.settings());
        Config section = config.getConfig("subtask-threads");
        threads = ThreadPoolConfig.scaledPoolSize(
                section.getInt("parallelism-min"),
                section.getDouble("parallelism-factor"),
                section.getInt("parallelism-max"));
        stuck = new StuckThreads.Settings(section.getDuration("replace-after"), section.getInt("max-replaced"));
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory factory) {
        return () -> create(id, factory);
    }

    private ExecutorService create(String id, ThreadFactory factory) {
        String name = factory instanceof MonitorableThreadFactory monitorable ? monitorable.name() + "-" + id : id;
        return new SubtaskThreads(
                name,
                threads,
                stuck,
                fatal,
                thread -> factory instanceof MonitorableThreadFactory known ? known.wire(thread) : thread);
    }
}
