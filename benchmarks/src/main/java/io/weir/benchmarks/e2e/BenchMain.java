package io.weir.benchmarks.e2e;

import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Workload;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir bench}: one run of one engine in a JVM of its own, one JSON line on standard output. */
@Command(
        name = "bench",
        description = {
            "Runs one workload on one engine and prints one JSON line.",
            "The run has a JVM of its own (-Xms4g -Xmx4g, G1; environment: HEAP, JVM_FLAGS).",
            "Peers (flink, flink-cluster, jet, jet-cluster, plain, actors) need: mvn -q -Ppeers,quick -pl benchmarks/peers -am package"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {StalledSink.class, IdleCost.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the run ended", "1:the run failed", "2:wrong arguments, or the engine is not built"})
public final class BenchMain implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKLOAD",
            description =
                    "passthrough, wordcount, keyed-state or latency; peers also run tumbling-window, sliding-window and session-window")
    private @Nullable String workload;

    @Option(names = "--engine", defaultValue = "weir", description = "weir, or a peer (default: ${DEFAULT-VALUE})")
    private String engine = "weir";

    @Option(names = "--records", defaultValue = "1000000", description = "source records (default: ${DEFAULT-VALUE})")
    private long records;

    @Option(names = "--parallelism", defaultValue = "2", description = "default: ${DEFAULT-VALUE}")
    private int parallelism;

    @Option(
            names = "--checkpoint-interval-ms",
            defaultValue = "0",
            description = "0 for none (default: ${DEFAULT-VALUE})")
    private long checkpointIntervalMs;

    @Option(names = "--state", defaultValue = "heap", description = "heap or rocksdb (default: ${DEFAULT-VALUE})")
    private String state = "heap";

    @Option(
            names = "--nodes",
            description = "worker JVMs, with a coordinator JVM beside them; without it all runs in one JVM")
    private int nodes;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "records per second of all sources; latency needs it (default: as fast as it goes)")
    private long rate;

    @Option(
            names = "--kill-at-s",
            description =
                    "SIGKILL to a worker that runs the job, so many seconds after its start; one worker more is started as a spare")
    private int killAtSeconds;

    @Option(
            names = "--dir",
            description = "working directory, deleted afterwards (default: a new one under java.io.tmpdir)")
    private @Nullable String dir;

    @Option(names = "--label", description = "how tables call this line")
    private @Nullable String label;

    @Option(names = "--keep", description = "keep the working directory")
    private boolean keep;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "goes to the engine as it is; may be repeated")
    private Map<String, String> conf = new LinkedHashMap<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "object-reuse=false (weir, flink; true without it), values=immutable (weir: Java records), or what one peer knows; may be repeated")
    private Map<String, String> others = new LinkedHashMap<>();

    /** Ends the JVM with the exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchMain());
    }

    @Override
    public Integer call() throws Exception {
        return EngineProcess.run(engine, List.of(options().toArgs()));
    }

    /** What the engine's own main class gets. */
    Options options() {
        Options o = new Options();
        o.put("engine", engine);
        o.put("workload", checkedWorkload());
        o.put("records", Long.toString(atLeast(1, records, "--records")));
        o.put("parallelism", Long.toString(atLeast(1, parallelism, "--parallelism")));
        o.put("checkpoint-interval-ms", Long.toString(atLeast(0, checkpointIntervalMs, "--checkpoint-interval-ms")));
        o.put("state", oneOf("--state", state, List.of("heap", "rocksdb")));
        if (rate > 0) {
            o.put("rate", Long.toString(rate));
        }
        if (nodes > 0) {
            o.put("nodes", Integer.toString(nodes));
        }
        if (killAtSeconds > 0) {
            o.put("kill-at-s", Integer.toString(killAtSeconds));
        }
        if (dir != null) {
            o.put("dir", dir);
        }
        if (label != null) {
            o.put("label", label);
        }
        if (keep) {
            o.put("keep", "yes");
        }
        others.forEach(o::put);
        o.conf.putAll(conf);
        return o;
    }

    private String checkedWorkload() {
        List<String> known =
                Arrays.stream(Workload.values()).map(Workload::label).toList();
        String chosen = workload;
        if (chosen == null) {
            throw refused("No workload was named. There is no default. Name one of " + known + ".");
        }
        oneOf("WORKLOAD", chosen, known);
        Workload named = Workload.of(chosen);
        if (named == Workload.LATENCY && rate <= 0) {
            throw refused("latency has no rate. It measures how late records arrive that are due at a fixed rate. "
                    + "Add --rate, for example --rate 50000.");
        }
        if (killAtSeconds > 0 && (named != Workload.LATENCY || (engine.equals("weir") && nodes == 0))) {
            throw refused(
                    "--kill-at-s " + killAtSeconds + " cannot be measured here. Recovery is read from the time line of "
                            + "the latency workload on several worker JVMs. Use latency with --rate and --nodes 2.");
        }
        return chosen;
    }

    private String oneOf(String option, String value, List<String> known) {
        if (!known.contains(value)) {
            throw refused(option + " cannot be '" + value + "'. Known are "
                    + known.stream().collect(Collectors.joining(", ")) + ". Choose one of them.");
        }
        return value;
    }

    private long atLeast(long least, long value, String option) {
        if (value < least) {
            throw refused(option + " cannot be " + value + ". It is at least " + least + ". Give a larger number.");
        }
        return value;
    }

    private ParameterException refused(String sentence) {
        String coded = sentence.startsWith("[") ? sentence : "[CLI-564] " + sentence;
        CommandSpec mine = spec;
        return new ParameterException(mine == null ? commandLine() : mine.commandLine(), coded);
    }
}
