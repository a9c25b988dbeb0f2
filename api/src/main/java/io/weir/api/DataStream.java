package io.weir.api;

import io.weir.api.OperatorDraft.Input;
import io.weir.api.argument.Argument;
import io.weir.api.collect.CollectedResults;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkOfFunction;
import io.weir.api.connector.StandardConnectors;
import io.weir.api.field.FieldKey;
import io.weir.api.field.FieldRef;
import io.weir.api.field.FieldsKey;
import io.weir.api.function.FilterFunction;
import io.weir.api.function.FlatMapFunction;
import io.weir.api.function.KeySelector;
import io.weir.api.function.MapFunction;
import io.weir.api.function.Partitioner;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.Partitioning;
import io.weir.api.graph.operator.AssignTimeSpec;
import io.weir.api.graph.operator.FilterSpec;
import io.weir.api.graph.operator.FlatMapSpec;
import io.weir.api.graph.operator.MapSpec;
import io.weir.api.graph.operator.OpenSpec;
import io.weir.api.graph.operator.OperatorFactory;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.graph.operator.ProcessSpec;
import io.weir.api.graph.operator.SinkFunctionSpec;
import io.weir.api.graph.operator.SinkSpec;
import io.weir.api.serde.TypeInformation;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.time.AssignerWithPeriodicWatermarks;
import io.weir.api.time.AssignerWithPunctuatedWatermarks;
import io.weir.api.time.OldAssigners;
import io.weir.api.time.Time;
import io.weir.api.time.TimeCharacteristic;
import io.weir.api.time.WatermarkStrategy;
import io.weir.api.tuple.Tuple;
import io.weir.api.window.GlobalWindow;
import io.weir.api.window.TimeWindow;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.GlobalWindows;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.SlidingProcessingTimeWindows;
import io.weir.api.window.assigner.TumblingEventTimeWindows;
import io.weir.api.window.assigner.TumblingProcessingTimeWindows;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.CountEvictor;
import io.weir.api.window.trigger.CountTrigger;
import io.weir.api.window.trigger.PurgingTrigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of one type on their way. Methods describe operators; nothing runs before {@code execute}. Confined to one thread. */
public class DataStream<T> {
    final StreamExecutionEnvironment environment;
    final List<Input> inputs;

    DataStream(StreamExecutionEnvironment environment, List<Input> inputs) {
        this.environment = environment;
        this.inputs = List.copyOf(inputs);
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return environment;
    }

    public ExecutionConfig getExecutionConfig() {
        return environment.getConfig();
    }

    /** Accepted where Flink programs have it: a stream does not know what it carries, and need not. */
    public TypeInformation<T> getType() {
        return TypeInformation.unknown();
    }

    /** Of the operator that writes this stream; that of the environment if it has none of its own. */
    public int getParallelism() {
        int parallelism = inputs.get(0).from().parallelism;
        return parallelism == OperatorDraft.UNSET ? environment.getParallelism() : parallelism;
    }

    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper) {
        Argument.given(mapper, "mapper");
        return operator("Map", new MapSpec(mapper));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <R> SingleOutputStreamOperator<R> map(MapFunction<T, R> mapper, @Nullable TypeInformation<R> outputType) {
        return map(mapper);
    }

    public <R> SingleOutputStreamOperator<R> flatMap(FlatMapFunction<T, R> flatMapper) {
        Argument.given(flatMapper, "flatMapper");
        return operator("Flat Map", new FlatMapSpec(flatMapper));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <R> SingleOutputStreamOperator<R> flatMap(
            FlatMapFunction<T, R> flatMapper, @Nullable TypeInformation<R> outputType) {
        return flatMap(flatMapper);
    }

    public SingleOutputStreamOperator<T> filter(FilterFunction<T> filter) {
        Argument.given(filter, "filter");
        return operator("Filter", new FilterSpec(filter));
    }

    public <R> SingleOutputStreamOperator<R> process(ProcessFunction<T, R> processFunction) {
        Argument.given(processFunction, "processFunction");
        return operator("Process", new ProcessSpec(processFunction));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <R> SingleOutputStreamOperator<R> process(
            ProcessFunction<T, R> processFunction, @Nullable TypeInformation<R> outputType) {
        return process(processFunction);
    }

    /**
     * An operator of a module beside Weir's: what the operations of this class are made with, for what they cannot express.
     *
     * @param operatorFactory a {@code StreamOperatorFactory} of the runtime
     */
    public <R> SingleOutputStreamOperator<R> transform(String operatorName, OperatorFactory operatorFactory) {
        return operator(
                Argument.named(operatorName, "operatorName"),
                new OpenSpec(Argument.given(operatorFactory, "operatorFactory")));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <R> SingleOutputStreamOperator<R> transform(
            String operatorName, @Nullable TypeInformation<R> outputType, OperatorFactory operatorFactory) {
        return transform(operatorName, operatorFactory);
    }

    /** Tuples of some fields of the tuples, in the order given: {@code project(2, 0)} makes a {@code Tuple2} of fields 2 and 0. */
    public <R extends Tuple> SingleOutputStreamOperator<R> project(int... fieldIndexes) {
        Argument.given(fieldIndexes, "fieldIndexes");
        return operator("Projection", new MapSpec(new Projection<T, R>(fieldIndexes)));
    }

    /**
     * Flink 1's loops: refused.
     *
     * @throws UnsupportedOperationException [API-192] always; the sentence says what to do instead
     */
    @SuppressWarnings("DoNotCallSuggester") // Flink programs have it, and must compile to be told
    public IterativeStream<T> iterate() {
        throw IterativeStream.refusal();
    }

    /**
     * Flink 1's loops: refused.
     *
     * @throws UnsupportedOperationException [API-192] always; the sentence says what to do instead
     */
    @SuppressWarnings("DoNotCallSuggester") // Flink programs have it, and must compile to be told
    public IterativeStream<T> iterate(long maxWaitTimeMillis) {
        throw IterativeStream.refusal();
    }

    /**
     * Gives the records event time, and tells those behind how far it is. Timestamps and watermarks from before count no longer, but for the
     * last one, which ends event time; anywhere in the job.
     */
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(WatermarkStrategy<T> watermarkStrategy) {
        Argument.given(watermarkStrategy, "watermarkStrategy");
        return operator("Timestamps/Watermarks", new AssignTimeSpec(watermarkStrategy));
    }

    /** The old form, with a generator that is asked periodically. */
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(
            AssignerWithPeriodicWatermarks<T> timestampAndWatermarkAssigner) {
        return assignTimestampsAndWatermarks(OldAssigners.strategyOf(
                Argument.given(timestampAndWatermarkAssigner, "timestampAndWatermarkAssigner")));
    }

    /** The old form, with a generator that is asked after each record. */
    public SingleOutputStreamOperator<T> assignTimestampsAndWatermarks(
            AssignerWithPunctuatedWatermarks<T> timestampAndWatermarkAssigner) {
        return assignTimestampsAndWatermarks(OldAssigners.strategyOf(
                Argument.given(timestampAndWatermarkAssigner, "timestampAndWatermarkAssigner")));
    }

    /** Parts the stream by key: equal keys meet in one subtask, and have state together. */
    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key) {
        Argument.given(key, "key");
        return new KeyedStream<>(environment, inputs, key);
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <K> KeyedStream<T, K> keyBy(KeySelector<T, K> key, @Nullable TypeInformation<K> keyType) {
        return keyBy(key);
    }

    /** By fields of tuples or Java records; the key is a tuple, also of one field. */
    public KeyedStream<T, Tuple> keyBy(int... fields) {
        return keyBy(new FieldsKey<T>(Arrays.stream(Argument.given(fields, "fields"))
                .mapToObj(FieldRef.At::new)
                .toList()));
    }

    /** By named fields of tuples, Java records or objects; the key is a tuple, also of one field. */
    public KeyedStream<T, Tuple> keyBy(String... fields) {
        return keyBy(new FieldsKey<T>(Arrays.stream(Argument.given(fields, "fields"))
                .map(FieldRef.Named::new)
                .toList()));
    }

    /** All records of all the streams, in no particular order; a stream united with itself gives each record twice. */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final DataStream<T> union(DataStream<T>... streams) {
        Argument.allGiven(streams, "streams");
        List<Input> all = new ArrayList<>(inputs);
        for (DataStream<T> stream : streams) {
            if (stream.environment != environment) {
                throw new IllegalArgumentException(
                        "[API-126] Streams of two environments cannot be united. One job runs in one "
                                + "environment. Make both streams from the same StreamExecutionEnvironment.");
            }
            all.addAll(stream.inputs);
        }
        return new DataStream<>(environment, all);
    }

    /** This stream and another, of whatever type, for one function that reads both. */
    public <R> ConnectedStreams<T, R> connect(DataStream<R> dataStream) {
        Argument.given(dataStream, "dataStream");
        return new ConnectedStreams<>(this, dataStream);
    }

    /** This stream, keyed or not, and one whose records every subtask gets. */
    public <R> BroadcastConnectedStream<T, R> connect(BroadcastStream<R> broadcastStream) {
        Argument.given(broadcastStream, "broadcastStream");
        return new BroadcastConnectedStream<>(this, broadcastStream);
    }

    /** Each record to all subtasks of the operator that {@link #connect(BroadcastStream)} makes; its function keeps these states of it. */
    public BroadcastStream<T> broadcast(MapStateDescriptor<?, ?>... broadcastStateDescriptors) {
        Argument.allGiven(broadcastStateDescriptors, "broadcastStateDescriptors");
        return new BroadcastStream<>(broadcast(), List.of(broadcastStateDescriptors));
    }

    /** Each record to a random subtask. */
    public DataStream<T> shuffle() {
        return partitioned(new Partitioning.Shuffle());
    }

    /** Records to all subtasks in turn. */
    public DataStream<T> rebalance() {
        return partitioned(new Partitioning.Rebalance());
    }

    /** Records in turn to the subtasks that belong to the sender. */
    public DataStream<T> rescale() {
        return partitioned(new Partitioning.Rescale());
    }

    /** Each record to all subtasks. */
    public DataStream<T> broadcast() {
        return partitioned(new Partitioning.Broadcast());
    }

    /** All records to the first subtask. */
    public DataStream<T> global() {
        return partitioned(new Partitioning.Global());
    }

    /** Records to the subtask with the sender's index; needs equal parallelism. */
    public DataStream<T> forward() {
        return partitioned(new Partitioning.Forward());
    }

    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, KeySelector<T, K> keySelector) {
        Argument.given(partitioner, "partitioner");
        Argument.given(keySelector, "keySelector");
        return partitioned(new Partitioning.Custom(partitioner, keySelector));
    }

    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, int field) {
        return partitionCustom(partitioner, new FieldKey<T, K>(new FieldRef.At(field)));
    }

    public <K> DataStream<T> partitionCustom(Partitioner<K> partitioner, String field) {
        return partitionCustom(partitioner, new FieldKey<T, K>(new FieldRef.Named(field)));
    }

    /** Cuts the whole stream into windows. One subtask sees all records: prefer {@code keyBy(...).window(...)}. */
    public <W extends Window> AllWindowedStream<T, W> windowAll(WindowAssigner<? super T, W> assigner) {
        Argument.given(assigner, "assigner");
        return new AllWindowedStream<>(keyBy(new OneKey<T>()), assigner);
    }

    /** The old name of {@code windowAll(TumblingEventTimeWindows.of(size))}; by the clock if the environment's time characteristic says so, or the program assigns no time. */
    public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size) {
        Argument.given(size, "size");
        return isByTheClock()
                ? windowAll(TumblingProcessingTimeWindows.of(size))
                : windowAll(getExecutionEnvironment()
                        .byEventTimeOr(TumblingEventTimeWindows.of(size), TumblingProcessingTimeWindows.of(size)));
    }

    /** The old name of {@code windowAll(SlidingEventTimeWindows.of(size, slide))}; by the clock if the environment's time characteristic says so, or the program assigns no time. */
    public AllWindowedStream<T, TimeWindow> timeWindowAll(Time size, Time slide) {
        Argument.given(size, "size");
        Argument.given(slide, "slide");
        return isByTheClock()
                ? windowAll(SlidingProcessingTimeWindows.of(size, slide))
                : windowAll(getExecutionEnvironment()
                        .byEventTimeOr(
                                SlidingEventTimeWindows.of(size, slide), SlidingProcessingTimeWindows.of(size, slide)));
    }

    /** Windows of so many records. The last ones, if fewer, give no result. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size) {
        Argument.positive(size, "size");
        return windowAll(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
    }

    /** After each {@code slide} records, a window of the last {@code size} ones. */
    public AllWindowedStream<T, GlobalWindow> countWindowAll(long size, long slide) {
        Argument.positive(size, "size");
        Argument.positive(slide, "slide");
        return windowAll(GlobalWindows.create()).evictor(CountEvictor.of(size)).trigger(CountTrigger.of(slide));
    }

    /** Pairs of records of both streams with the same key and window: {@code join(b).where(...).equalTo(...).window(...).apply(...)}. */
    public <T2> JoinedStreams<T, T2> join(DataStream<T2> otherStream) {
        Argument.given(otherStream, "otherStream");
        return new JoinedStreams<>(this, otherStream);
    }

    /** All records of both streams with the same key and window: {@code coGroup(b).where(...).equalTo(...).window(...).apply(...)}. */
    public <T2> CoGroupedStreams<T, T2> coGroup(DataStream<T2> otherStream) {
        Argument.given(otherStream, "otherStream");
        return new CoGroupedStreams<>(this, otherStream);
    }

    /**
     * Executes the job and gives the stream's records as they come; with checkpoints each one once, when its checkpoint is complete. Close the
     * iterator: an early close cancels the job.
     *
     * @throws InvalidJobException if the job cannot run
     */
    public CloseableIterator<T> executeAndCollect() throws Exception {
        return executeAndCollect("DataStream Collect");
    }

    /** As {@link #executeAndCollect()}, with a name for the job. */
    public CloseableIterator<T> executeAndCollect(String jobExecutionName) throws Exception {
        Argument.named(jobExecutionName, "jobExecutionName");
        CollectedResults<T> results = collected();
        try {
            environment.executeAsync(jobExecutionName);
        } catch (Exception e) {
            results.close();
            throw e;
        }
        return results;
    }

    /** The first records, at most so many; the job is cancelled if there are more. */
    public List<T> executeAndCollect(int limit) throws Exception {
        return executeAndCollect("DataStream Collect", limit);
    }

    /** The first records, at most so many; the job is cancelled if there are more. */
    public List<T> executeAndCollect(String jobExecutionName, int limit) throws Exception {
        Argument.named(jobExecutionName, "jobExecutionName");
        Argument.notNegative(limit, "limit");
        try (CloseableIterator<T> results = executeAndCollect(jobExecutionName)) {
            List<T> first = new ArrayList<>();
            while (first.size() < limit && results.hasNext()) {
                first.add(results.next());
            }
            return first;
        }
    }

    /** Records of this stream once the environment executes: call {@code executeAsync()} before reading. For several streams of one job. */
    public CloseableIterator<T> collectAsync() {
        return collected();
    }

    /** As {@link #collectAsync()}; the iterator is in the collector. */
    public void collectAsync(Collector<T> collector) {
        Argument.given(collector, "collector");
        collector.results = collected();
    }

    /** Holds what {@link DataStream#collectAsync(Collector)} collects. */
    public static class Collector<T> {
        private @Nullable CloseableIterator<T> results;

        /** Only after it was given to {@code collectAsync}. */
        public CloseableIterator<T> getOutput() {
            CloseableIterator<T> given = results;
            if (given == null) {
                throw new IllegalStateException(
                        "[API-198] The collector has no results. It was given to no stream. Call stream.collectAsync(collector) first.");
            }
            return given;
        }
    }

    private CollectedResults<T> collected() {
        CollectedResults<T> results = new CollectedResults<>();
        sink("Sink: Collect", new SinkSpec(results.sink()));
        environment.add(results);
        return results;
    }

    /** Each record as a line on standard output, after the subtask's number. */
    public DataStreamSink<T> print() {
        return print("");
    }

    public DataStreamSink<T> print(String sinkIdentifier) {
        Argument.given(sinkIdentifier, "sinkIdentifier");
        return sink("Sink: Print to Std. Out", printer(false, sinkIdentifier));
    }

    /** Each record as a line on standard error, after the subtask's number. */
    public DataStreamSink<T> printToErr() {
        return printToErr("");
    }

    public DataStreamSink<T> printToErr(String sinkIdentifier) {
        Argument.given(sinkIdentifier, "sinkIdentifier");
        return sink("Sink: Print to Std. Err", printer(true, sinkIdentifier));
    }

    /** Each record as a line of a text file. */
    public DataStreamSink<T> writeAsText(String path) {
        Argument.named(path, "path");
        Sink<?> sink = StandardConnectors.find("writeAsText").text(path);
        return sink("Sink: Text file", new SinkSpec(sink));
    }

    /** Each record, which is a tuple, as a line of its fields with commas between. */
    public DataStreamSink<T> writeAsCsv(String path) {
        return writeAsCsv(path, "\n", ",");
    }

    /**
     * Each record, which is a tuple, as a line of its fields.
     *
     * @param rowDelimiter {@code "\n"}, the only one
     * @throws IllegalArgumentException [API-193] for another row delimiter
     */
    public DataStreamSink<T> writeAsCsv(String path, String rowDelimiter, String fieldDelimiter) {
        Argument.named(path, "path");
        Argument.given(rowDelimiter, "rowDelimiter");
        Argument.given(fieldDelimiter, "fieldDelimiter");
        if (!rowDelimiter.equals("\n")) {
            throw new IllegalArgumentException(
                    "[API-193] Rows cannot end with '" + rowDelimiter
                            + "'. Text files are written line by line. Use \"\\n\", or a FileSink with an encoder of your own.");
        }
        return this.<T>operator("Csv", new MapSpec(new CsvLine<T>(fieldDelimiter)))
                .writeAsText(path);
    }

    public DataStreamSink<T> addSink(SinkFunction<T> sinkFunction) {
        Argument.given(sinkFunction, "sinkFunction");
        if (sinkFunction instanceof SinkOfFunction<T> old) {
            return sinkTo(old.sink());
        }
        return sink("Sink: Unnamed", new SinkFunctionSpec(sinkFunction));
    }

    public DataStreamSink<T> sinkTo(Sink<? super T> sink) {
        Argument.given(sink, "sink");
        return sink("Sink: Writer", new SinkSpec(sink));
    }

    /** Whether the old window methods follow the clock. */
    final boolean isByTheClock() {
        return environment.getStreamTimeCharacteristic() == TimeCharacteristic.ProcessingTime;
    }

    /** The key under which operators on this stream have state; null if it is not keyed. */
    @Nullable
    KeySelector<T, ?> stateKey() {
        return null;
    }

    final <R> SingleOutputStreamOperator<R> operator(String name, OperatorSpec spec) {
        return new SingleOutputStreamOperator<>(environment, environment.add(name, spec, inputs, stateKey()));
    }

    private DataStreamSink<T> sink(String name, OperatorSpec spec) {
        return new DataStreamSink<>(environment.add(name, spec, inputs, stateKey()));
    }

    private static OperatorSpec printer(boolean stdErr, String prefix) {
        return new SinkSpec(StandardConnectors.find("print").print(stdErr, prefix));
    }

    private DataStream<T> partitioned(Partitioning partitioning) {
        return new DataStream<>(
                environment,
                inputs.stream().map(input -> input.partitionedBy(partitioning)).toList());
    }
}
