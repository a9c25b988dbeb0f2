package io.weir.api;

import io.weir.api.OperatorDraft.Input;
import io.weir.api.argument.Argument;
import io.weir.api.collect.CollectedResults;
import io.weir.api.config.Configuration;
import io.weir.api.config.ReadableConfig;
import io.weir.api.connector.Source;
import io.weir.api.connector.StandardConnectors;
import io.weir.api.connector.builtin.DataGeneratorSource;
import io.weir.api.connector.builtin.GeneratorFunction;
import io.weir.api.connector.builtin.Generators;
import io.weir.api.connector.builtin.IteratorSource;
import io.weir.api.connector.builtin.RateLimiterStrategy;
import io.weir.api.execution.ExecutionContexts;
import io.weir.api.execution.JobExecutor;
import io.weir.api.function.KeySelector;
import io.weir.api.function.ParallelSourceFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.graph.CodecRegistration;
import io.weir.api.graph.GraphValidation;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.api.graph.JobSettings;
import io.weir.api.graph.OuterInstances;
import io.weir.api.graph.RestartStrategySpec;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.graph.operator.SourceFunctionSpec;
import io.weir.api.graph.operator.SourceSpec;
import io.weir.api.serde.Codec;
import io.weir.api.serde.TypeInformation;
import io.weir.api.state.backend.FsStateBackend;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.RocksDBStateBackend;
import io.weir.api.state.backend.StateBackend;
import io.weir.api.time.TimeCharacteristic;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.window.assigner.WindowAssigner;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a program begins and ends: it makes streams from sources, and {@code execute} validates the job and runs it, in this process or
 * on the cluster that a launcher chose. Confined to one thread.
 */
public class StreamExecutionEnvironment implements AutoCloseable {
    private static final String DEFAULT_JOB_NAME = "Weir Streaming Job";

    private final Supplier<JobExecutor> executor;
    private final IntSupplier executorsParallelism;
    private final ExecutionConfig config = new ExecutionConfig();
    private final CheckpointConfig checkpointConfig = new CheckpointConfig();
    private final List<CodecRegistration> codecs = new ArrayList<>();
    private final List<OperatorDraft> drafts = new ArrayList<>();
    private StateBackend stateBackend = new HashMapStateBackend();
    private TimeCharacteristic timeCharacteristic = TimeCharacteristic.EventTime;
    private boolean timeCharacteristicChosen;
    private final OldTimeWindows oldTimeWindows = new OldTimeWindows();
    private final Map<String, String> cachedFiles = new LinkedHashMap<>();
    private final List<CollectedResults<?>> collected = new ArrayList<>();
    private final List<JobListener> listeners = new ArrayList<>();
    private final Configuration configuration = new Configuration();
    private boolean chaining = true;
    private String defaultJobName = DEFAULT_JOB_NAME;
    private boolean executed;
    private int nextId = 1;

    private StreamExecutionEnvironment(Supplier<JobExecutor> executor, IntSupplier executorsParallelism) {
        this.executor = executor;
        this.executorsParallelism = executorsParallelism;
    }

    /** Runs where the launcher of this program says; in this process if there is none. */
    public static StreamExecutionEnvironment getExecutionEnvironment() {
        return new StreamExecutionEnvironment(ExecutionContexts::executor, ExecutionContexts::defaultParallelism);
    }

    /** Runs in this process, whatever launched the program. */
    public static StreamExecutionEnvironment createLocalEnvironment() {
        return new StreamExecutionEnvironment(ExecutionContexts::local, ExecutionContexts::localParallelism);
    }

    /** Runs in this process, whatever launched the program. */
    public static StreamExecutionEnvironment createLocalEnvironment(int parallelism) {
        return createLocalEnvironment().setParallelism(parallelism);
    }

    /** As {@link #getExecutionEnvironment()}, with what the configuration says of the job. */
    public static StreamExecutionEnvironment getExecutionEnvironment(Configuration configuration) {
        Argument.given(configuration, "configuration");
        StreamExecutionEnvironment environment = getExecutionEnvironment();
        environment.configure(configuration);
        return environment;
    }

    /** As {@link #createLocalEnvironment()}, with what the configuration says of the job. */
    public static StreamExecutionEnvironment createLocalEnvironment(Configuration configuration) {
        Argument.given(configuration, "configuration");
        StreamExecutionEnvironment environment = createLocalEnvironment();
        environment.configure(configuration);
        return environment;
    }

    /** As {@link #createLocalEnvironment(int)}, with what the configuration says of the job. */
    public static StreamExecutionEnvironment createLocalEnvironment(int parallelism, Configuration configuration) {
        return createLocalEnvironment(configuration).setParallelism(parallelism);
    }

    /** As {@link #createLocalEnvironment(Configuration)}. There is no web page yet: {@code ./weir status} and the log show the job. */
    public static StreamExecutionEnvironment createLocalEnvironmentWithWebUI(Configuration configuration) {
        return createLocalEnvironment(configuration);
    }

    /**
     * Runs on a cluster, whatever launched the program. {@code ./weir run --cluster} does the same for a program that does not name its cluster.
     *
     * @param host of any node
     * @param jarFiles with the program's classes, which the nodes do not have; sent along with each job
     */
    public static StreamExecutionEnvironment createRemoteEnvironment(String host, int port, String... jarFiles) {
        Argument.named(host, "host");
        List<Path> jars = Arrays.stream(Argument.allGiven(jarFiles, "jarFiles"))
                .map(Path::of)
                .toList();
        JobExecutor cluster = ExecutionContexts.remote(host, port, jars);
        return new StreamExecutionEnvironment(() -> cluster, cluster::defaultParallelism);
    }

    /** As {@link #createRemoteEnvironment(String, int, String...)}, with a parallelism for operators that have none. */
    public static StreamExecutionEnvironment createRemoteEnvironment(
            String host, int port, int parallelism, String... jarFiles) {
        return createRemoteEnvironment(host, port, jarFiles).setParallelism(parallelism);
    }

    /** As {@link #createRemoteEnvironment(String, int, String...)}, with what the configuration says of the job. */
    public static StreamExecutionEnvironment createRemoteEnvironment(
            String host, int port, Configuration configuration, String... jarFiles) {
        Argument.given(configuration, "configuration");
        StreamExecutionEnvironment environment = createRemoteEnvironment(host, port, jarFiles);
        environment.configure(configuration);
        return environment;
    }

    // ---- sources ----

    /** The elements, in order, from one subtask unless its parallelism is set. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final <T> DataStreamSource<T> fromData(T... data) {
        return fromData(Arrays.asList(Argument.given(data, "data")));
    }

    /** The elements, in order, from one subtask unless its parallelism is set. They are encoded now; later changes are not seen. */
    public <T> DataStreamSource<T> fromData(Collection<T> data) {
        Argument.given(data, "data");
        Source<T, ?, ?> source = Generators.ofElements(data, codecs);
        return fromSource(source, "Collection Source").setParallelism(1);
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <T> DataStreamSource<T> fromData(Collection<T> data, @Nullable TypeInformation<T> typeInfo) {
        return fromData(data);
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final <T> DataStreamSource<T> fromData(@Nullable TypeInformation<T> typeInfo, T... data) {
        return fromData(Arrays.asList(Argument.given(data, "data")));
    }

    /** The type is for the compiler: the elements may be of subclasses. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final <T> DataStreamSource<T> fromData(@Nullable Class<T> type, T... data) {
        return fromData(Arrays.asList(Argument.given(data, "data")));
    }

    /** The type is for the compiler: the elements may be of subclasses. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final <T> DataStreamSource<T> fromElements(@Nullable Class<T> type, T... data) {
        Argument.given(data, "data");
        return fromData(Arrays.asList(Argument.given(data, "data")));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final <T> DataStreamSource<T> fromElements(T... data) {
        Argument.given(data, "data");
        return fromData(Arrays.asList(Argument.given(data, "data")));
    }

    public <T> DataStreamSource<T> fromCollection(Collection<T> data) {
        Argument.given(data, "data");
        return fromData(data);
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <T> DataStreamSource<T> fromCollection(Collection<T> data, @Nullable TypeInformation<T> typeInfo) {
        Argument.given(data, "data");
        return fromData(data);
    }

    /**
     * All that the iterator gives, which may be without end: it is read in the source, from one subtask. The type is accepted where Flink
     * programs have it.
     *
     * @throws IllegalArgumentException [API-293] if the iterator is not serializable
     */
    public <T> DataStreamSource<T> fromCollection(Iterator<T> data, @Nullable Class<T> type) {
        Argument.given(data, "data");
        return addSource(new IteratorSource<>(data), "Collection Source");
    }

    /** As {@link #fromCollection(Iterator, Class)}. */
    public <T> DataStreamSource<T> fromCollection(Iterator<T> data, @Nullable TypeInformation<T> typeInfo) {
        return fromCollection(data, (Class<T>) null);
    }

    /** The old name of {@link #fromSequence}. */
    public DataStreamSource<Long> generateSequence(long from, long to) {
        return fromSequence(from, to);
    }

    /** The numbers from one to another, both included; subtask r of p gives every p-th from the r-th on. */
    public DataStreamSource<Long> fromSequence(long from, long to) {
        return fromSource(Generators.sequence(from, to), "Sequence Source");
    }

    /** Record i is made from i, for i from 0 to {@code count - 1}, as fast as it goes. */
    public <T> DataStreamSource<T> fromGenerator(GeneratorFunction<Long, T> generator, long count) {
        Argument.given(generator, "generator");
        return fromSource(new DataGeneratorSource<>(generator, count), "Data Generator");
    }

    /**
     * Record i is made from i, for i from 0 to {@code count - 1}.
     *
     * @param recordsPerSecond of all subtasks together
     */
    public <T> DataStreamSource<T> fromGenerator(
            GeneratorFunction<Long, T> generator, long count, double recordsPerSecond) {
        Argument.given(generator, "generator");
        RateLimiterStrategy rate = RateLimiterStrategy.perSecond(recordsPerSecond);
        return fromSource(new DataGeneratorSource<>(generator, count, rate), "Data Generator");
    }

    /** The lines of a file, or of the files of a folder. Resumes at the byte where a checkpoint left it. */
    public DataStreamSource<String> readTextFile(String path) {
        Argument.named(path, "path");
        return fromSource(StandardConnectors.find("readTextFile").textFile(path), "Text File");
    }

    /**
     * As {@link #readTextFile(String)}, with event time by a strategy, of which each file, or range of a large one, has its own: readers are at
     * different times, and one does not make the lines of another late.
     */
    public DataStreamSource<String> readTextFile(String path, WatermarkStrategy<String> timestampsAndWatermarks) {
        Argument.named(path, "path");
        return fromSource(StandardConnectors.find("readTextFile").textFile(path), timestampsAndWatermarks, "Text File");
    }

    /** The lines a server sends, from one subtask. What it sends while nobody is connected is lost. */
    public DataStreamSource<String> socketTextStream(String hostname, int port) {
        return socketTextStream(hostname, port, "\n");
    }

    public DataStreamSource<String> socketTextStream(String hostname, int port, char delimiter) {
        return socketTextStream(hostname, port, String.valueOf(delimiter));
    }

    public DataStreamSource<String> socketTextStream(String hostname, int port, char delimiter, long maxRetry) {
        return socketTextStream(hostname, port, String.valueOf(delimiter), maxRetry);
    }

    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter) {
        return socketTextStream(hostname, port, delimiter, 0);
    }

    /**
     * What a server sends, cut at a delimiter.
     *
     * @param maxRetry how often to connect again, a second apart; negative for ever
     */
    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter, long maxRetry) {
        Argument.named(hostname, "hostname");
        Argument.given(delimiter, "delimiter");
        Source<String, ?, ?> source =
                StandardConnectors.find("socketTextStream").socketText(hostname, port, delimiter, maxRetry);
        return fromSource(source, "Socket Stream").setParallelism(1);
    }

    public <T> DataStreamSource<T> addSource(SourceFunction<T> function) {
        return addSource(function, "Custom Source");
    }

    public <T> DataStreamSource<T> addSource(SourceFunction<T> function, String sourceName) {
        Argument.given(function, "function");
        Argument.named(sourceName, "sourceName");
        DataStreamSource<T> source = source(sourceName, new SourceFunctionSpec(function));
        return function instanceof ParallelSourceFunction ? source : source.setParallelism(1);
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <T> DataStreamSource<T> addSource(SourceFunction<T> function, @Nullable TypeInformation<T> typeInfo) {
        return addSource(function);
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <T> DataStreamSource<T> addSource(
            SourceFunction<T> function, String sourceName, @Nullable TypeInformation<T> typeInfo) {
        return addSource(function, sourceName);
    }

    /** Records have the timestamps, and the stream the watermarks, that the source gives them. */
    public <T> DataStreamSource<T> fromSource(Source<T, ?, ?> source, String sourceName) {
        Argument.given(source, "source");
        Argument.named(sourceName, "sourceName");
        return source(sourceName, new SourceSpec(source, null));
    }

    /** Records and stream get event time by a strategy: each split of the source by itself, if its reader tells splits apart. */
    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source, WatermarkStrategy<T> timestampsAndWatermarks, String sourceName) {
        Argument.given(source, "source");
        Argument.given(timestampsAndWatermarks, "timestampsAndWatermarks");
        Argument.named(sourceName, "sourceName");
        return source(sourceName, new SourceSpec(source, timestampsAndWatermarks));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source,
            WatermarkStrategy<T> timestampsAndWatermarks,
            String sourceName,
            @Nullable TypeInformation<T> typeInfo) {
        return fromSource(source, timestampsAndWatermarks, sourceName);
    }

    // ---- settings ----

    /** What operators get that do not say otherwise. */
    public StreamExecutionEnvironment setParallelism(int parallelism) {
        config.setParallelism(parallelism);
        return this;
    }

    /** What operators get that do not say otherwise: what was set, else what the executor gives, in this process the number of cores. */
    public int getParallelism() {
        return config.parallelismOr(executorsParallelism.getAsInt());
    }

    /** What operators get that do not say otherwise. */
    public StreamExecutionEnvironment setMaxParallelism(int maxParallelism) {
        config.setMaxParallelism(maxParallelism);
        return this;
    }

    /** {@link ExecutionConfig#PARALLELISM_DEFAULT} if it was not set. */
    public int getMaxParallelism() {
        return config.getMaxParallelism();
    }

    /** A checkpoint every so many milliseconds, exactly once. */
    public StreamExecutionEnvironment enableCheckpointing(long interval) {
        Argument.positive(interval, "interval");
        checkpointConfig.setCheckpointInterval(interval);
        return this;
    }

    public StreamExecutionEnvironment enableCheckpointing(long interval, CheckpointingMode mode) {
        Argument.given(mode, "mode");
        checkpointConfig.setCheckpointingMode(mode);
        return enableCheckpointing(interval);
    }

    public CheckpointingMode getCheckpointingMode() {
        return checkpointConfig.getCheckpointingMode();
    }

    public CheckpointingMode getCheckpointingConsistencyMode() {
        return checkpointConfig.getCheckpointingConsistencyMode();
    }

    /** Milliseconds; -1 if checkpoints are off. */
    public long getCheckpointInterval() {
        return checkpointConfig.getCheckpointInterval();
    }

    public CheckpointConfig getCheckpointConfig() {
        return checkpointConfig;
    }

    public ExecutionConfig getConfig() {
        return config;
    }

    /** {@link HashMapStateBackend} (the default), {@link RocksDBStateBackend}, {@link FsStateBackend} and so on. */
    public StreamExecutionEnvironment setStateBackend(StateBackend backend) {
        Argument.given(backend, "backend");
        stateBackend = backend;
        String checkpointDir = backend.checkpointDir();
        if (checkpointDir != null) {
            checkpointConfig.setCheckpointStorage(checkpointDir);
        }
        return this;
    }

    public StateBackend getStateBackend() {
        return stateBackend;
    }

    /** See {@link RestartStrategies}; null for the default. */
    public void setRestartStrategy(@Nullable RestartStrategySpec restartStrategy) {
        config.setRestartStrategy(restartStrategy);
    }

    public @Nullable RestartStrategySpec getRestartStrategy() {
        return config.getRestartStrategy();
    }

    /**
     * How the job runs: as a stream, also when its sources end.
     *
     * @throws IllegalArgumentException [API-194] for another mode, in which Flink gives other results: one for each key, at the end
     */
    public StreamExecutionEnvironment setRuntimeMode(RuntimeExecutionMode executionMode) {
        Argument.given(executionMode, "executionMode");
        if (executionMode != RuntimeExecutionMode.STREAMING) {
            throw new IllegalArgumentException(
                    "[API-194] The runtime mode " + executionMode + " cannot be had. In it Flink emits one "
                            + "result a key at the end of the input, Weir emits each update. Leave the call away, and where only the last result "
                            + "counts, use window(GlobalWindows.createWithEndOfStreamTrigger()).");
        }
        return this;
    }

    /** Takes from a configuration what it says of this job and Weir knows. See {@code docs/porting-from-flink.md} for the keys. */
    public void configure(ReadableConfig configuration) {
        Argument.given(configuration, "configuration");
        JobOptions.apply(configuration, this);
        if (configuration instanceof Configuration settings) {
            this.configuration.addAll(settings);
        }
    }

    /**
     * What was configured: by {@code configure}, or where the environment was made. Settings made by methods are not in it. A view: what is
     * configured later is seen.
     */
    public ReadableConfig getConfiguration() {
        return configuration;
    }

    /** As {@link #configure(ReadableConfig)}; the class loader is not needed. */
    public void configure(ReadableConfig configuration, @Nullable ClassLoader classLoader) {
        configure(configuration);
    }

    /**
     * Lets functions find a file by a name: {@code getRuntimeContext().getDistributedCache().getFile(name)}. It is not copied: it must be under
     * the same path on every node, or on a file system that all share.
     *
     * @param filePath a path, or a {@code file:} URI
     */
    public void registerCachedFile(String filePath, String name) {
        Argument.named(filePath, "filePath");
        Argument.named(name, "name");
        cachedFiles.put(
                name,
                filePath.startsWith("file:") ? Path.of(URI.create(filePath)).toString() : filePath);
    }

    /** As {@link #registerCachedFile(String, String)}; a file that is to be executable must be so. */
    public void registerCachedFile(String filePath, String name, boolean executable) {
        registerCachedFile(filePath, name);
    }

    /** Is told of jobs that this environment submits and executes from now on. */
    public void registerJobListener(JobListener jobListener) {
        Argument.given(jobListener, "jobListener");
        listeners.add(jobListener);
    }

    public List<JobListener> getJobListeners() {
        return listeners;
    }

    public void clearJobListeners() {
        listeners.clear();
    }

    /** See {@link ExecutionConfig#setBlockingUserCode}. */
    public StreamExecutionEnvironment setBlockingUserCode(boolean blocking) {
        config.setBlockingUserCode(blocking);
        return this;
    }

    /** Each operator gets subtasks of its own. */
    public StreamExecutionEnvironment disableOperatorChaining() {
        chaining = false;
        return this;
    }

    public boolean isChainingEnabled() {
        return chaining;
    }

    /**
     * The old way to choose a clock: {@code timeWindow} follows it. As in Flink, it also sets the interval of watermarks: to 0 for processing
     * time, else to 200 ms. Without it {@code timeWindow} is of event time, or of processing time if the program assigns no time anywhere: no
     * watermark strategy, and no source whose records may have timestamps.
     */
    public void setStreamTimeCharacteristic(TimeCharacteristic characteristic) {
        Argument.given(characteristic, "characteristic");
        timeCharacteristic = characteristic;
        timeCharacteristicChosen = true;
        config.setAutoWatermarkInterval(
                characteristic == TimeCharacteristic.ProcessingTime
                        ? 0
                        : ExecutionConfig.DEFAULT_AUTO_WATERMARK_INTERVAL);
    }

    /** {@link TimeCharacteristic#EventTime} if it was not set. */
    public TimeCharacteristic getStreamTimeCharacteristic() {
        return timeCharacteristic;
    }

    /** Accepted where Flink programs have it, without effect: records leave when a batch is full or there is nothing more to do. */
    public StreamExecutionEnvironment setBufferTimeout(long timeoutMillis) {
        return this;
    }

    /** Encodes values of exactly this class; before the first use of {@code fromData} with such values. */
    public <T> StreamExecutionEnvironment registerCodec(Class<T> type, Codec<T> codec) {
        Argument.given(type, "type");
        Argument.given(codec, "codec");
        codecs.add(new CodecRegistration(type, codec));
        return this;
    }

    // ---- running ----

    public JobExecutionResult execute() throws Exception {
        return execute(defaultJobName);
    }

    /**
     * Runs the job and waits for its end.
     *
     * @throws InvalidJobException if it cannot run, with everything that is wrong with it
     * @throws JobExecutionException if it failed or was cancelled
     */
    public JobExecutionResult execute(String jobName) throws Exception {
        Argument.named(jobName, "jobName");
        JobClient job = executeAsync(jobName);
        try {
            JobExecutionResult result = job.getJobExecutionResult().get();
            listeners.forEach(listener -> listener.onJobExecuted(result, null));
            return result;
        } catch (ExecutionException e) {
            JobExecutionException failure = e.getCause() instanceof JobExecutionException known
                    ? known
                    : new JobExecutionException(
                            job.getJobId(), "Job '" + jobName + "' did not finish: " + e.getCause(), e.getCause());
            listeners.forEach(listener -> listener.onJobExecuted(null, failure));
            throw failure;
        }
    }

    public JobClient executeAsync() throws Exception {
        return executeAsync(defaultJobName);
    }

    /**
     * Starts the job and does not wait. The environment is then empty, for the next job.
     *
     * @throws InvalidJobException if it cannot run, with everything that is wrong with it
     */
    public JobClient executeAsync(String jobName) throws Exception {
        Argument.named(jobName, "jobName");
        JobExecutor runner = executor.get();
        for (CollectedResults<?> results : collected) {
            results.prepare(runner.programHost(), checkpointConfig.isCheckpointingEnabled(), codecs, userCode());
        }
        JobGraph graph = validGraph(jobName, runner.defaultParallelism());
        ClassLoader userCode = userCode();
        JobGraph copy = JobGraphs.fromBytes(JobGraphs.toBytes(graph), userCode);
        System.Logger log = System.getLogger(StreamExecutionEnvironment.class.getName());
        graph.warnings().forEach(warning -> log.log(System.Logger.Level.WARNING, warning));
        JobClient job;
        try {
            job = runner.submit(copy, userCode);
        } catch (JobExecutionException failure) {
            listeners.forEach(listener -> listener.onJobSubmitted(null, failure));
            throw failure;
        }
        drafts.clear();
        executed = true;
        collected.forEach(results -> results.attach(job));
        collected.clear();
        listeners.forEach(listener -> listener.onJobSubmitted(job, null));
        return job;
    }

    /**
     * What {@code execute} would submit; the environment stays as it is.
     *
     * @throws InvalidJobException if it cannot run, with everything that is wrong with it
     */
    public JobGraph getJobGraph(String jobName) {
        Argument.named(jobName, "jobName");
        return validGraph(jobName, executorsParallelism.getAsInt());
    }

    /**
     * The job as JSON, in the form that Flink's plan visualizer reads; the environment stays as it is.
     *
     * @throws InvalidJobException if the job cannot run, with everything that is wrong with it
     */
    public String getExecutionPlan() {
        return ExecutionPlan.of(getJobGraph(defaultJobName));
    }

    /** Does nothing: an environment holds nothing. */
    @Override
    public void close() {}

    /** Takes part in the next {@code execute}. */
    void add(CollectedResults<?> results) {
        collected.add(results);
    }

    /** For the old window methods: windows of event time, or others if the program does not choose a clock and assigns no time. */
    <A extends WindowAssigner<?, ?>> A byEventTimeOr(A byEventTime, WindowAssigner<?, ?> byTheClock) {
        return timeCharacteristicChosen ? byEventTime : oldTimeWindows.add(byEventTime, byTheClock);
    }

    void setDefaultJobName(String name) {
        defaultJobName = name;
    }

    private JobGraph validGraph(String jobName, int defaultParallelism) {
        JobGraph graph = new GraphBuilder(
                        drafts,
                        config.parallelismOr(defaultParallelism),
                        config.maxParallelismOr(OperatorDraft.UNSET),
                        chaining,
                        oldTimeWindows)
                .build(jobName, settings());
        OuterInstances.release(graph);
        List<String> problems = new ArrayList<>(reuseProblems());
        if (problems.isEmpty()) {
            problems.addAll(GraphValidation.problemsOf(graph));
        }
        if (!problems.isEmpty()) {
            throw new InvalidJobException(jobName, problems);
        }
        return graph;
    }

    private List<String> reuseProblems() {
        if (executed && drafts.isEmpty()) {
            return List.of(
                    "[API-112] The job was executed already. execute() hands the job over and leaves the environment empty. "
                            + "Build the streams again before the next execute().");
        }
        Set<OperatorDraft> mine = new HashSet<>(drafts);
        List<String> problems = new ArrayList<>();
        for (OperatorDraft draft : drafts) {
            for (Input input : draft.inputs) {
                if (!mine.contains(input.from())) {
                    problems.add("[API-112] Operator '" + draft.name + "' reads from '" + input.from().name
                            + "', which belongs to a job that was executed already. execute() hands the job over. "
                            + "Build all of the job's streams again.");
                }
            }
        }
        return problems;
    }

    private JobSettings settings() {
        return new JobSettings(
                checkpointConfig.toSettings(),
                stateBackend.toSettings(),
                config.getRestartStrategy(),
                config.getAutoWatermarkInterval(),
                codecs,
                config.isBlockingUserCode()
                        || !collected.isEmpty(), // a program that reads slowly holds up its own job only
                config.getGlobalJobParameters().toMap(),
                cachedFiles,
                config.isObjectReuseEnabled());
    }

    private static ClassLoader userCode() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : StreamExecutionEnvironment.class.getClassLoader();
    }

    private <T> DataStreamSource<T> source(String name, OperatorSpec spec) {
        return new DataStreamSource<>(this, add("Source: " + name, spec, List.of(), null));
    }

    OperatorDraft add(String name, OperatorSpec spec, List<Input> inputs, @Nullable KeySelector<?, ?> stateKey) {
        OperatorDraft draft =
                new OperatorDraft(nextId++, name, spec, inputs, stateKey, config.parallelismOr(OperatorDraft.UNSET));
        drafts.add(draft);
        return draft;
    }
}
