package io.weir.actors.local;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.ClosingJob;
import io.weir.actors.client.WeirClient;
import io.weir.actors.config.MissingLog;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.node.WeirNode;
import io.weir.actors.worker.WorkerSettings;
import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.StreamNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code env.execute()} uses when nothing says otherwise: each job gets a node of its own in this process, with as many slots as it
 * needs, which ends with the job. Checkpoints go where the job says, else to a temporary folder that goes with the node. Settings come
 * from system properties and {@code application.conf}, whose section {@code pekko} is left to the program's own actor system. A program without an SLF4J
 * provider reads on standard error what happens to its job.
 */
public final class LocalJobExecutor implements JobExecutor {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Made by {@link java.util.ServiceLoader}. */
    public LocalJobExecutor() {
        MissingLog.isNoNews();
    }

    @Override
    public JobClient submit(JobGraph graph, ClassLoader userCode) throws JobExecutionException {
        refuseTooMuchParallelism(graph);
        LocalFolder folder = folder();
        try {
            WeirNode node = WeirNode.local(config(graph, folder), userCode);
            try {
                WeirClient client = WeirClient.of(node.system(), node.gateway(), PATIENCE);
                JobClient job = client.submit(graph, userCode);
                return ClosingJob.watch(job, () -> end(node, folder), ConsoleNews.follow(graph, client, job));
            } catch (JobExecutionException | RuntimeException refused) {
                node.close();
                throw refused;
            }
        } catch (JobExecutionException refused) {
            folder.close();
            throw refused;
        } catch (RuntimeException refused) {
            folder.close();
            throw new JobExecutionException(null, String.valueOf(refused.getMessage()), refused);
        }
    }

    private static void end(WeirNode node, LocalFolder folder) {
        try (folder) {
            node.close();
        }
    }

    /** A job gets as many slots as it needs, so that nothing is to be said of slots. */
    private static void refuseTooMuchParallelism(JobGraph graph) throws JobExecutionException {
        for (StreamNode node : graph.nodes()) {
            if (node.parallelism() > WorkerSettings.MAX_SLOTS) {
                throw new JobExecutionException(
                        null,
                        "[API-209] Operator '" + node.name() + "' has parallelism " + node.parallelism()
                                + ". A job that runs in the process of its program has all its subtasks there, on "
                                + Runtime.getRuntime().availableProcessors() + " cores, and " + WorkerSettings.MAX_SLOTS
                                + " is the most it can have. Call setParallelism with a smaller number (about that of the cores), or submit the "
                                + "job to a cluster with './weir run'.",
                        null);
            }
        }
    }

    private static Config config(JobGraph graph, LocalFolder folder) {
        int slots =
                graph.nodes().stream().mapToInt(StreamNode::parallelism).max().orElse(1);
        Map<String, Object> own = new HashMap<>();
        own.put("weir.worker.slots", slots);
        own.put("weir.worker.directory", folder.path().resolve("work").toString());
        own.put(
                "weir.checkpoint.dir",
                folder.path().resolve("checkpoints").toUri().toString());
        own.put("pekko.loglevel", "WARNING");
        own.put("pekko.log-dead-letters", "off");
        own.put("pekko.log-dead-letters-during-shutdown", "off");
        own.put("pekko.coordinated-shutdown.exit-jvm", "off");
        return ConfigFactory.parseMap(own, "a job in this process")
                .withFallback(WeirConfig.load(LocalJobExecutor::ofTheProgram));
    }

    /** The program's settings of Pekko are those of its own actor system: its extensions, its cluster, its serializers are no business of a job. */
    private static Config ofTheProgram() {
        return ConfigFactory.defaultApplication().withoutPath("pekko");
    }

    private static LocalFolder folder() throws JobExecutionException {
        try {
            return new LocalFolder(Files.createTempDirectory("weir-"));
        } catch (IOException e) {
            throw new JobExecutionException(
                    null,
                    "[CFG-204] The job has no place for its files. " + e + " in " + System.getProperty("java.io.tmpdir")
                            + ". Make that folder writable, or choose another by -Djava.io.tmpdir.",
                    e);
        }
    }
}
