package io.weir.testkit.simulation;

import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/** All dispatchers of the actor system: whatever is to run, a mailbox above all, runs as an event of the simulation. */
public final class VirtualDispatchers extends ExecutorServiceConfigurator {
    private final SimulatedActors actors = SimulatedActors.current();

    /** Made by the actor system. */
    public VirtualDispatchers(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        return () -> new Events(actors);
    }

    private static final class Events extends AbstractExecutorService implements ExecutorService {
        private final SimulatedActors actors;

        Events(SimulatedActors actors) {
            this.actors = actors;
        }

        @Override
        public void execute(Runnable what) {
            actors.execute(what);
        }

        /** A dispatcher without actors shuts down, and begins again when there are some: that costs nothing here. */
        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
