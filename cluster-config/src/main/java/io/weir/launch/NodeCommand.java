package io.weir.launch;

import ch.qos.logback.classic.LoggerContext;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.node.NodeEnd;
import io.weir.actors.node.RejoiningNode;
import io.weir.runtime.failure.Quoted;
import java.io.File;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir node}: one node of a cluster in this process, until it is told to end. */
@Command(
        name = "node",
        description =
                "Starts a node: a coordinator, a worker, or both. Runs until it is told to end (SIGTERM, Ctrl-C).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A node that the cluster has removed comes back by itself, as a new member; with weir.rejoin.enabled = off the process ends instead, with exit code 1, for a service manager to start it again.",
            "Profiles to start from: cluster-config/conf/local.conf, coordinator.conf, worker.conf."
        })
final class NodeCommand implements Callable<Integer> {
    @Option(
            names = "--conf",
            required = true,
            paramLabel = "FILE",
            description = "Configuration (HOCON); what it leaves out has its default.")
    private @Nullable File conf;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        RejoiningNode node = start();
        nameInLog(node.current().address());
        out("node " + node.current().address() + " is up");
        NodeEnd end = node.whenEnded().toCompletableFuture().join();
        if (end.kind() != NodeEnd.Kind.TOLD) {
            throw new CommandFailure(ExitCode.FAILED, end.sentence());
        }
        return ExitCode.OK;
    }

    private RejoiningNode start() {
        File file = conf;
        if (file == null || !file.isFile()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "[CFG-207] There is no configuration file " + (file == null ? "named" : Quoted.plain(file))
                            + ". Name one with --conf; cluster-config/conf has profiles to start from.");
        }
        try {
            // Not weir.node.exit-jvm: it would end the process before the sentence about a failed start is printed.
            // This command returns, and
            // with it the process ends, when the node has ended for whatever reason.
            Config config = WeirConfig.load(() -> ConfigFactory.parseFile(file));
            nameInLog(config.getString("weir.node.host") + ":" + config.getString("weir.node.port"));
            return RejoiningNode.startAlone(config);
        } catch (ConfigException | IllegalStateException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, Report.sentenceOf(e));
        }
    }

    /** Lines of several nodes stand in one file or one terminal; each says whose it is. A port of 0 is known when the node is up. */
    private static void nameInLog(String address) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.putProperty("weir.node", address);
        }
    }

    private void out(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
        }
    }
}
