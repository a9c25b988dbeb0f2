#!/bin/sh
# Changes a DataStream program written for Flink 1.x or 2.x into one for Weir: its imports, and names written in full.
#
#   docs/port-from-flink.sh FILE|DIRECTORY...     changes the files in place; of a directory, all *.java, *.kt and *.scala in it
#   docs/port-from-flink.sh - < Job.java          writes the changed program to standard output
#
# Names that have no counterpart stay as they are and are listed; docs/porting-from-flink.md says for each what to write instead.
# Exit code: 0 nothing is left, 1 something is, 2 wrong usage.
set -eu

# Flink's name without org.apache.flink., and Weir's. Nested classes with a name of their own come first.
rules() {
    cat <<'END'
streaming.api.functions.sink.filesystem.StreamingFileSink.DefaultRowFormatBuilder io.weir.connector.file.StreamingFileSink.RowFormatBuilder
streaming.api.functions.sink.filesystem.legacy.StreamingFileSink.DefaultRowFormatBuilder io.weir.connector.file.StreamingFileSink.RowFormatBuilder
streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy.PolicyBuilder io.weir.connector.file.DefaultRollingPolicy.Builder
streaming.api.functions.sink.filesystem.OutputFileConfig.OutputFileConfigBuilder io.weir.connector.file.OutputFileConfig.Builder
streaming.api.datastream.CoGroupedStreams.Where.EqualTo io.weir.api.CoGroupedStreams.EqualTo
streaming.api.datastream.JoinedStreams.Where.EqualTo io.weir.api.JoinedStreams.EqualTo
api.common.restartstrategy.RestartStrategies.RestartStrategyConfiguration io.weir.api.graph.RestartStrategySpec
connector.file.sink.FileSink.DefaultRowFormatBuilder io.weir.connector.file.FileSink.RowFormatBuilder
connector.file.src.FileSource.FileSourceBuilder io.weir.connector.file.FileSource.Builder
streaming.api.datastream.KeyedStream.IntervalJoin io.weir.api.IntervalJoin
streaming.api.datastream.KeyedStream.IntervalJoined io.weir.api.IntervalJoin.IntervalJoined
annotation.Experimental io.weir.api.annotation.Experimental
annotation.Internal io.weir.api.annotation.Internal
annotation.Public io.weir.api.annotation.Public
annotation.PublicEvolving io.weir.api.annotation.PublicEvolving
annotation.VisibleForTesting io.weir.api.annotation.VisibleForTesting
api.common.ExecutionConfig io.weir.api.ExecutionConfig
api.common.JobExecutionResult io.weir.api.JobExecutionResult
api.common.JobInfo io.weir.api.function.JobInfo
api.common.JobStatus io.weir.api.JobStatus
api.common.RuntimeExecutionMode io.weir.api.RuntimeExecutionMode
api.common.TaskInfo io.weir.api.function.TaskInfo
api.common.accumulators.Accumulator io.weir.api.accumulator.Accumulator
api.common.accumulators.AverageAccumulator io.weir.api.accumulator.AverageAccumulator
api.common.accumulators.DoubleCounter io.weir.api.accumulator.DoubleCounter
api.common.accumulators.DoubleMaximum io.weir.api.accumulator.DoubleMaximum
api.common.accumulators.DoubleMinimum io.weir.api.accumulator.DoubleMinimum
api.common.accumulators.Histogram io.weir.api.accumulator.Histogram
api.common.accumulators.IntCounter io.weir.api.accumulator.IntCounter
api.common.accumulators.IntMaximum io.weir.api.accumulator.IntMaximum
api.common.accumulators.IntMinimum io.weir.api.accumulator.IntMinimum
api.common.accumulators.ListAccumulator io.weir.api.accumulator.ListAccumulator
api.common.accumulators.LongCounter io.weir.api.accumulator.LongCounter
api.common.accumulators.LongMaximum io.weir.api.accumulator.LongMaximum
api.common.accumulators.LongMinimum io.weir.api.accumulator.LongMinimum
api.common.accumulators.SimpleAccumulator io.weir.api.accumulator.SimpleAccumulator
api.common.cache.DistributedCache io.weir.api.function.DistributedCache
api.common.eventtime.AscendingTimestampsWatermarks io.weir.api.time.AscendingTimestampsWatermarks
api.common.eventtime.BoundedOutOfOrdernessWatermarks io.weir.api.time.BoundedOutOfOrdernessWatermarks
api.common.eventtime.IngestionTimeAssigner io.weir.api.time.IngestionTimeAssigner
api.common.eventtime.NoWatermarksGenerator io.weir.api.time.NoWatermarksGenerator
api.common.eventtime.RecordTimestampAssigner io.weir.api.time.RecordTimestampAssigner
api.common.eventtime.SerializableTimestampAssigner io.weir.api.time.SerializableTimestampAssigner
api.common.eventtime.TimestampAssigner io.weir.api.time.TimestampAssigner
api.common.eventtime.TimestampAssignerSupplier io.weir.api.time.TimestampAssignerSupplier
api.common.eventtime.Watermark io.weir.api.time.Watermark
api.common.eventtime.WatermarkAlignmentParams io.weir.api.time.WatermarkAlignmentParams
api.common.eventtime.WatermarkGenerator io.weir.api.time.WatermarkGenerator
api.common.eventtime.WatermarkGeneratorSupplier io.weir.api.time.WatermarkGeneratorSupplier
api.common.eventtime.WatermarkOutput io.weir.api.time.WatermarkOutput
api.common.eventtime.WatermarkStrategy io.weir.api.time.WatermarkStrategy
api.common.eventtime.WatermarksWithIdleness io.weir.api.time.WatermarksWithIdleness
api.common.functions.AbstractRichFunction io.weir.api.function.AbstractRichFunction
api.common.functions.AggregateFunction io.weir.api.function.AggregateFunction
api.common.functions.CoGroupFunction io.weir.api.function.CoGroupFunction
api.common.functions.FilterFunction io.weir.api.function.FilterFunction
api.common.functions.FlatJoinFunction io.weir.api.function.FlatJoinFunction
api.common.functions.FlatMapFunction io.weir.api.function.FlatMapFunction
api.common.functions.Function io.weir.api.function.Function
api.common.functions.JoinFunction io.weir.api.function.JoinFunction
api.common.functions.MapFunction io.weir.api.function.MapFunction
api.common.functions.OpenContext io.weir.api.function.OpenContext
api.common.functions.Partitioner io.weir.api.function.Partitioner
api.common.functions.ReduceFunction io.weir.api.function.ReduceFunction
api.common.functions.RichCoGroupFunction io.weir.api.function.RichCoGroupFunction
api.common.functions.RichFilterFunction io.weir.api.function.RichFilterFunction
api.common.functions.RichFlatJoinFunction io.weir.api.function.RichFlatJoinFunction
api.common.functions.RichFlatMapFunction io.weir.api.function.RichFlatMapFunction
api.common.functions.RichFunction io.weir.api.function.RichFunction
api.common.functions.RichJoinFunction io.weir.api.function.RichJoinFunction
api.common.functions.RichMapFunction io.weir.api.function.RichMapFunction
api.common.functions.RichReduceFunction io.weir.api.function.RichReduceFunction
api.common.functions.RuntimeContext io.weir.api.function.RuntimeContext
api.common.restartstrategy.RestartStrategies io.weir.api.RestartStrategies
api.common.serialization.Encoder io.weir.connector.file.Encoder
api.common.serialization.SerializerConfig io.weir.api.serde.SerializerConfig
api.common.serialization.SimpleStringEncoder io.weir.connector.file.SimpleStringEncoder
api.common.state.AggregatingState io.weir.api.state.AggregatingState
api.common.state.AggregatingStateDescriptor io.weir.api.state.AggregatingStateDescriptor
api.common.state.AppendingState io.weir.api.state.AppendingState
api.common.state.BroadcastState io.weir.api.state.BroadcastState
api.common.state.CheckpointListener io.weir.api.function.CheckpointListener
api.common.state.KeyedStateStore io.weir.api.state.KeyedStateStore
api.common.state.ListState io.weir.api.state.ListState
api.common.state.ListStateDescriptor io.weir.api.state.ListStateDescriptor
api.common.state.MapState io.weir.api.state.MapState
api.common.state.MapStateDescriptor io.weir.api.state.MapStateDescriptor
api.common.state.MergingState io.weir.api.state.MergingState
api.common.state.OperatorStateStore io.weir.api.state.OperatorStateStore
api.common.state.ReadOnlyBroadcastState io.weir.api.state.ReadOnlyBroadcastState
api.common.state.ReducingState io.weir.api.state.ReducingState
api.common.state.ReducingStateDescriptor io.weir.api.state.ReducingStateDescriptor
api.common.state.State io.weir.api.state.State
api.common.state.StateDescriptor io.weir.api.state.StateDescriptor
api.common.state.ValueState io.weir.api.state.ValueState
api.common.state.ValueStateDescriptor io.weir.api.state.ValueStateDescriptor
api.common.time.Time io.weir.api.time.Time
api.common.typeinfo.BasicTypeInfo io.weir.api.serde.BasicTypeInfo
api.common.typeinfo.TypeHint io.weir.api.serde.TypeHint
api.common.typeinfo.TypeInformation io.weir.api.serde.TypeInformation
api.common.typeinfo.Types io.weir.api.serde.Types
api.common.typeutils.TypeSerializer io.weir.api.serde.TypeSerializer
api.common.typeutils.base.BooleanSerializer io.weir.api.serde.BooleanSerializer
api.common.typeutils.base.DoubleSerializer io.weir.api.serde.DoubleSerializer
api.common.typeutils.base.IntSerializer io.weir.api.serde.IntSerializer
api.common.typeutils.base.LongSerializer io.weir.api.serde.LongSerializer
api.common.typeutils.base.StringSerializer io.weir.api.serde.StringSerializer
api.connector.sink2.Committer io.weir.api.connector.Committer
api.connector.sink2.CommitterInitContext io.weir.api.connector.CommitterInitContext
api.connector.sink2.CommittingSinkWriter io.weir.api.connector.CommittingSinkWriter
api.connector.sink2.Sink io.weir.api.connector.Sink
api.connector.sink2.SinkWriter io.weir.api.connector.SinkWriter
api.connector.sink2.StatefulSinkWriter io.weir.api.connector.StatefulSinkWriter
api.connector.sink2.SupportsCommitter io.weir.api.connector.SupportsCommitter
api.connector.sink2.SupportsWriterState io.weir.api.connector.SupportsWriterState
api.connector.sink2.WriterInitContext io.weir.api.connector.WriterInitContext
api.connector.source.Boundedness io.weir.api.connector.Boundedness
api.connector.source.ReaderInfo io.weir.api.connector.ReaderInfo
api.connector.source.ReaderOutput io.weir.api.connector.ReaderOutput
api.connector.source.Source io.weir.api.connector.Source
api.connector.source.SourceEvent io.weir.api.connector.SourceEvent
api.connector.source.SourceOutput io.weir.api.connector.SourceOutput
api.connector.source.SourceReader io.weir.api.connector.SourceReader
api.connector.source.SourceReaderContext io.weir.api.connector.SourceReaderContext
api.connector.source.SourceSplit io.weir.api.connector.SourceSplit
api.connector.source.SplitEnumerator io.weir.api.connector.SplitEnumerator
api.connector.source.SplitEnumeratorContext io.weir.api.connector.SplitEnumeratorContext
api.connector.source.SplitsAssignment io.weir.api.connector.SplitsAssignment
api.connector.source.lib.NumberSequenceSource io.weir.api.connector.builtin.NumberSequenceSource
api.connector.source.util.ratelimit.RateLimiterStrategy io.weir.api.connector.builtin.RateLimiterStrategy
api.java.functions.KeySelector io.weir.api.function.KeySelector
api.java.tuple.Tuple io.weir.api.tuple.Tuple
api.java.tuple.Tuple1 io.weir.api.tuple.Tuple1
api.java.tuple.Tuple10 io.weir.api.tuple.Tuple10
api.java.tuple.Tuple11 io.weir.api.tuple.Tuple11
api.java.tuple.Tuple12 io.weir.api.tuple.Tuple12
api.java.tuple.Tuple13 io.weir.api.tuple.Tuple13
api.java.tuple.Tuple14 io.weir.api.tuple.Tuple14
api.java.tuple.Tuple15 io.weir.api.tuple.Tuple15
api.java.tuple.Tuple16 io.weir.api.tuple.Tuple16
api.java.tuple.Tuple17 io.weir.api.tuple.Tuple17
api.java.tuple.Tuple18 io.weir.api.tuple.Tuple18
api.java.tuple.Tuple19 io.weir.api.tuple.Tuple19
api.java.tuple.Tuple2 io.weir.api.tuple.Tuple2
api.java.tuple.Tuple20 io.weir.api.tuple.Tuple20
api.java.tuple.Tuple21 io.weir.api.tuple.Tuple21
api.java.tuple.Tuple22 io.weir.api.tuple.Tuple22
api.java.tuple.Tuple23 io.weir.api.tuple.Tuple23
api.java.tuple.Tuple24 io.weir.api.tuple.Tuple24
api.java.tuple.Tuple25 io.weir.api.tuple.Tuple25
api.java.tuple.Tuple3 io.weir.api.tuple.Tuple3
api.java.tuple.Tuple4 io.weir.api.tuple.Tuple4
api.java.tuple.Tuple5 io.weir.api.tuple.Tuple5
api.java.tuple.Tuple6 io.weir.api.tuple.Tuple6
api.java.tuple.Tuple7 io.weir.api.tuple.Tuple7
api.java.tuple.Tuple8 io.weir.api.tuple.Tuple8
api.java.tuple.Tuple9 io.weir.api.tuple.Tuple9
api.java.typeutils.EnumTypeInfo io.weir.api.serde.EnumTypeInfo
api.java.typeutils.GenericTypeInfo io.weir.api.serde.GenericTypeInfo
api.java.typeutils.ListTypeInfo io.weir.api.serde.ListTypeInfo
api.java.typeutils.MapTypeInfo io.weir.api.serde.MapTypeInfo
api.java.typeutils.PojoTypeInfo io.weir.api.serde.PojoTypeInfo
api.java.typeutils.ResultTypeQueryable io.weir.api.serde.ResultTypeQueryable
api.java.typeutils.TupleTypeInfo io.weir.api.serde.TupleTypeInfo
api.java.typeutils.TypeExtractor io.weir.api.serde.TypeExtractor
api.java.utils.MultipleParameterTool io.weir.api.MultipleParameterTool
api.java.utils.ParameterTool io.weir.api.ParameterTool
configuration.CheckpointingOptions io.weir.api.config.CheckpointingOptions
configuration.ConfigOption io.weir.api.config.ConfigOption
configuration.ConfigOptions io.weir.api.config.ConfigOptions
configuration.Configuration io.weir.api.config.Configuration
configuration.CoreOptions io.weir.api.config.CoreOptions
configuration.ExecutionOptions io.weir.api.config.ExecutionOptions
configuration.ExternalizedCheckpointRetention io.weir.api.ExternalizedCheckpointRetention
configuration.MemorySize io.weir.api.config.MemorySize
configuration.PipelineOptions io.weir.api.config.PipelineOptions
configuration.ReadableConfig io.weir.api.config.ReadableConfig
configuration.RestOptions io.weir.api.config.RestOptions
configuration.RestartStrategyOptions io.weir.api.config.RestartStrategyOptions
configuration.StateBackendOptions io.weir.api.config.StateBackendOptions
connector.datagen.source.DataGeneratorSource io.weir.api.connector.builtin.DataGeneratorSource
connector.datagen.source.GeneratorFunction io.weir.api.connector.builtin.GeneratorFunction
connector.file.sink.FileSink io.weir.connector.file.FileSink
connector.file.src.FileSource io.weir.connector.file.FileSource
connector.file.src.FileSourceSplit io.weir.connector.file.FileSourceSplit
connector.file.src.reader.SimpleStreamFormat io.weir.connector.file.SimpleStreamFormat
connector.file.src.reader.StreamFormat io.weir.connector.file.StreamFormat
connector.file.src.reader.TextLineInputFormat io.weir.connector.file.TextLineInputFormat
contrib.streaming.state.EmbeddedRocksDBStateBackend io.weir.api.state.backend.EmbeddedRocksDBStateBackend
contrib.streaming.state.RocksDBStateBackend io.weir.api.state.backend.RocksDBStateBackend
core.execution.JobClient io.weir.api.JobClient
core.execution.JobListener io.weir.api.JobListener
core.fs.FSDataInputStream io.weir.api.fs.FSDataInputStream
core.fs.Path io.weir.api.fs.Path
metrics.Counter io.weir.api.metrics.Counter
metrics.Gauge io.weir.api.metrics.Gauge
metrics.Histogram io.weir.api.metrics.Histogram
metrics.HistogramStatistics io.weir.api.metrics.HistogramStatistics
metrics.Meter io.weir.api.metrics.Meter
metrics.MeterView io.weir.api.metrics.MeterView
metrics.Metric io.weir.api.metrics.Metric
metrics.MetricGroup io.weir.api.metrics.MetricGroup
metrics.SimpleCounter io.weir.api.metrics.SimpleCounter
metrics.View io.weir.api.metrics.View
metrics.groups.OperatorMetricGroup io.weir.api.metrics.OperatorMetricGroup
runtime.checkpoint.OperatorSubtaskState io.weir.testkit.HarnessSnapshot
runtime.metrics.DescriptiveStatisticsHistogram io.weir.api.metrics.DescriptiveStatisticsHistogram
runtime.state.CheckpointListener io.weir.api.function.CheckpointListener
runtime.state.FunctionInitializationContext io.weir.api.function.FunctionInitializationContext
runtime.state.FunctionSnapshotContext io.weir.api.function.FunctionSnapshotContext
runtime.state.StateBackend io.weir.api.state.backend.StateBackend
runtime.state.filesystem.FsStateBackend io.weir.api.state.backend.FsStateBackend
runtime.state.hashmap.HashMapStateBackend io.weir.api.state.backend.HashMapStateBackend
runtime.state.memory.MemoryStateBackend io.weir.api.state.backend.MemoryStateBackend
runtime.state.storage.FileSystemCheckpointStorage io.weir.api.state.backend.FileSystemCheckpointStorage
runtime.state.storage.JobManagerCheckpointStorage io.weir.api.state.backend.JobManagerCheckpointStorage
state.rocksdb.EmbeddedRocksDBStateBackend io.weir.api.state.backend.EmbeddedRocksDBStateBackend
streaming.api.CheckpointingMode io.weir.api.CheckpointingMode
streaming.api.TimeCharacteristic io.weir.api.time.TimeCharacteristic
streaming.api.TimerService io.weir.api.time.TimerService
streaming.api.checkpoint.CheckpointedFunction io.weir.api.function.CheckpointedFunction
streaming.api.datastream.AllWindowedStream io.weir.api.AllWindowedStream
streaming.api.datastream.AsyncDataStream io.weir.api.AsyncDataStream
streaming.api.datastream.BroadcastConnectedStream io.weir.api.BroadcastConnectedStream
streaming.api.datastream.BroadcastStream io.weir.api.BroadcastStream
streaming.api.datastream.CoGroupedStreams io.weir.api.CoGroupedStreams
streaming.api.datastream.ConnectedStreams io.weir.api.ConnectedStreams
streaming.api.datastream.DataStream io.weir.api.DataStream
streaming.api.datastream.DataStreamSink io.weir.api.DataStreamSink
streaming.api.datastream.DataStreamSource io.weir.api.DataStreamSource
streaming.api.datastream.DataStreamUtils io.weir.api.DataStreamUtils
streaming.api.datastream.IterativeStream io.weir.api.IterativeStream
streaming.api.datastream.JoinedStreams io.weir.api.JoinedStreams
streaming.api.datastream.KeyedStream io.weir.api.KeyedStream
streaming.api.datastream.SideOutputDataStream io.weir.api.DataStream
streaming.api.datastream.SingleOutputStreamOperator io.weir.api.SingleOutputStreamOperator
streaming.api.datastream.WindowedStream io.weir.api.WindowedStream
streaming.api.environment.CheckpointConfig io.weir.api.CheckpointConfig
streaming.api.environment.ExecutionCheckpointingOptions io.weir.api.config.ExecutionCheckpointingOptions
streaming.api.environment.StreamExecutionEnvironment io.weir.api.StreamExecutionEnvironment
streaming.api.functions.AscendingTimestampExtractor io.weir.api.time.AscendingTimestampExtractor
streaming.api.functions.AssignerWithPeriodicWatermarks io.weir.api.time.AssignerWithPeriodicWatermarks
streaming.api.functions.AssignerWithPunctuatedWatermarks io.weir.api.time.AssignerWithPunctuatedWatermarks
streaming.api.functions.KeyedProcessFunction io.weir.api.function.KeyedProcessFunction
streaming.api.functions.ProcessFunction io.weir.api.function.ProcessFunction
streaming.api.functions.TimestampAssigner io.weir.api.time.TimestampAssigner
streaming.api.functions.async.AsyncFunction io.weir.api.function.AsyncFunction
streaming.api.functions.async.AsyncRetryPredicate io.weir.api.function.AsyncRetryPredicate
streaming.api.functions.async.AsyncRetryStrategy io.weir.api.function.AsyncRetryStrategy
streaming.api.functions.async.ResultFuture io.weir.api.function.ResultFuture
streaming.api.functions.async.RichAsyncFunction io.weir.api.function.RichAsyncFunction
streaming.api.functions.co.BaseBroadcastProcessFunction io.weir.api.function.BaseBroadcastProcessFunction
streaming.api.functions.co.BroadcastProcessFunction io.weir.api.function.BroadcastProcessFunction
streaming.api.functions.co.CoFlatMapFunction io.weir.api.function.CoFlatMapFunction
streaming.api.functions.co.CoMapFunction io.weir.api.function.CoMapFunction
streaming.api.functions.co.CoProcessFunction io.weir.api.function.CoProcessFunction
streaming.api.functions.co.KeyedBroadcastProcessFunction io.weir.api.function.KeyedBroadcastProcessFunction
streaming.api.functions.co.KeyedCoProcessFunction io.weir.api.function.KeyedCoProcessFunction
streaming.api.functions.co.ProcessJoinFunction io.weir.api.function.ProcessJoinFunction
streaming.api.functions.co.RichCoFlatMapFunction io.weir.api.function.RichCoFlatMapFunction
streaming.api.functions.co.RichCoMapFunction io.weir.api.function.RichCoMapFunction
streaming.api.functions.sink.DiscardingSink io.weir.api.function.DiscardingSink
streaming.api.functions.sink.PrintSink io.weir.connector.print.PrintSink
streaming.api.functions.sink.PrintSinkFunction io.weir.api.function.PrintSinkFunction
streaming.api.functions.sink.RichSinkFunction io.weir.api.function.RichSinkFunction
streaming.api.functions.sink.SinkFunction io.weir.api.function.SinkFunction
streaming.api.functions.sink.filesystem.BucketAssigner io.weir.connector.file.BucketAssigner
streaming.api.functions.sink.filesystem.OutputFileConfig io.weir.connector.file.OutputFileConfig
streaming.api.functions.sink.filesystem.PartFileInfo io.weir.connector.file.PartFileInfo
streaming.api.functions.sink.filesystem.RollingPolicy io.weir.connector.file.RollingPolicy
streaming.api.functions.sink.filesystem.StreamingFileSink io.weir.connector.file.StreamingFileSink
streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner io.weir.connector.file.BasePathBucketAssigner
streaming.api.functions.sink.filesystem.bucketassigners.DateTimeBucketAssigner io.weir.connector.file.DateTimeBucketAssigner
streaming.api.functions.sink.filesystem.legacy.StreamingFileSink io.weir.connector.file.StreamingFileSink
streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy io.weir.connector.file.DefaultRollingPolicy
streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy io.weir.connector.file.OnCheckpointRollingPolicy
streaming.api.functions.sink.legacy.DiscardingSink io.weir.api.function.DiscardingSink
streaming.api.functions.sink.legacy.PrintSinkFunction io.weir.api.function.PrintSinkFunction
streaming.api.functions.sink.legacy.RichSinkFunction io.weir.api.function.RichSinkFunction
streaming.api.functions.sink.legacy.SinkFunction io.weir.api.function.SinkFunction
streaming.api.functions.sink.v2.DiscardingSink io.weir.api.connector.builtin.DiscardingSink
streaming.api.functions.source.ParallelSourceFunction io.weir.api.function.ParallelSourceFunction
streaming.api.functions.source.RichParallelSourceFunction io.weir.api.function.RichParallelSourceFunction
streaming.api.functions.source.RichSourceFunction io.weir.api.function.RichSourceFunction
streaming.api.functions.source.SourceFunction io.weir.api.function.SourceFunction
streaming.api.functions.source.datagen.DataGenerator io.weir.api.function.datagen.DataGenerator
streaming.api.functions.source.datagen.DataGeneratorSource io.weir.api.function.datagen.DataGeneratorSource
streaming.api.functions.source.datagen.RandomGenerator io.weir.api.function.datagen.RandomGenerator
streaming.api.functions.source.datagen.SequenceGenerator io.weir.api.function.datagen.SequenceGenerator
streaming.api.functions.source.legacy.ParallelSourceFunction io.weir.api.function.ParallelSourceFunction
streaming.api.functions.source.legacy.RichParallelSourceFunction io.weir.api.function.RichParallelSourceFunction
streaming.api.functions.source.legacy.RichSourceFunction io.weir.api.function.RichSourceFunction
streaming.api.functions.source.legacy.SourceFunction io.weir.api.function.SourceFunction
streaming.api.functions.timestamps.AscendingTimestampExtractor io.weir.api.time.AscendingTimestampExtractor
streaming.api.functions.timestamps.BoundedOutOfOrdernessTimestampExtractor io.weir.api.time.BoundedOutOfOrdernessTimestampExtractor
streaming.api.functions.windowing.AllWindowFunction io.weir.api.function.AllWindowFunction
streaming.api.functions.windowing.ProcessAllWindowFunction io.weir.api.function.ProcessAllWindowFunction
streaming.api.functions.windowing.ProcessWindowFunction io.weir.api.function.ProcessWindowFunction
streaming.api.functions.windowing.RichAllWindowFunction io.weir.api.function.RichAllWindowFunction
streaming.api.functions.windowing.RichWindowFunction io.weir.api.function.RichWindowFunction
streaming.api.functions.windowing.WindowFunction io.weir.api.function.WindowFunction
streaming.api.functions.windowing.delta.DeltaFunction io.weir.api.function.DeltaFunction
streaming.api.operators.KeyedProcessOperator io.weir.testkit.flink.KeyedProcessOperator
streaming.api.operators.ProcessOperator io.weir.testkit.flink.ProcessOperator
streaming.api.operators.StreamFilter io.weir.testkit.flink.StreamFilter
streaming.api.operators.StreamFlatMap io.weir.testkit.flink.StreamFlatMap
streaming.api.operators.StreamMap io.weir.testkit.flink.StreamMap
streaming.api.operators.co.CoProcessOperator io.weir.testkit.flink.CoProcessOperator
streaming.api.operators.co.CoStreamFlatMap io.weir.testkit.flink.CoStreamFlatMap
streaming.api.operators.co.CoStreamMap io.weir.testkit.flink.CoStreamMap
streaming.api.operators.co.KeyedCoProcessOperator io.weir.testkit.flink.KeyedCoProcessOperator
streaming.api.watermark.Watermark io.weir.api.time.Watermark
streaming.api.windowing.assigners.DynamicEventTimeSessionWindows io.weir.api.window.assigner.DynamicEventTimeSessionWindows
streaming.api.windowing.assigners.DynamicProcessingTimeSessionWindows io.weir.api.window.assigner.DynamicProcessingTimeSessionWindows
streaming.api.windowing.assigners.EventTimeSessionWindows io.weir.api.window.assigner.EventTimeSessionWindows
streaming.api.windowing.assigners.GlobalWindows io.weir.api.window.assigner.GlobalWindows
streaming.api.windowing.assigners.MergingWindowAssigner io.weir.api.window.assigner.MergingWindowAssigner
streaming.api.windowing.assigners.ProcessingTimeSessionWindows io.weir.api.window.assigner.ProcessingTimeSessionWindows
streaming.api.windowing.assigners.SessionWindowTimeGapExtractor io.weir.api.window.assigner.SessionWindowTimeGapExtractor
streaming.api.windowing.assigners.SlidingEventTimeWindows io.weir.api.window.assigner.SlidingEventTimeWindows
streaming.api.windowing.assigners.SlidingProcessingTimeWindows io.weir.api.window.assigner.SlidingProcessingTimeWindows
streaming.api.windowing.assigners.TumblingEventTimeWindows io.weir.api.window.assigner.TumblingEventTimeWindows
streaming.api.windowing.assigners.TumblingProcessingTimeWindows io.weir.api.window.assigner.TumblingProcessingTimeWindows
streaming.api.windowing.assigners.WindowAssigner io.weir.api.window.assigner.WindowAssigner
streaming.api.windowing.assigners.WindowStagger io.weir.api.window.assigner.WindowStagger
streaming.api.windowing.evictors.CountEvictor io.weir.api.window.evictor.CountEvictor
streaming.api.windowing.evictors.DeltaEvictor io.weir.api.window.evictor.DeltaEvictor
streaming.api.windowing.evictors.Evictor io.weir.api.window.evictor.Evictor
streaming.api.windowing.evictors.TimeEvictor io.weir.api.window.evictor.TimeEvictor
streaming.api.windowing.time.Time io.weir.api.time.Time
streaming.api.windowing.triggers.ContinuousEventTimeTrigger io.weir.api.window.trigger.ContinuousEventTimeTrigger
streaming.api.windowing.triggers.ContinuousProcessingTimeTrigger io.weir.api.window.trigger.ContinuousProcessingTimeTrigger
streaming.api.windowing.triggers.CountTrigger io.weir.api.window.trigger.CountTrigger
streaming.api.windowing.triggers.DeltaTrigger io.weir.api.window.trigger.DeltaTrigger
streaming.api.windowing.triggers.EventTimeTrigger io.weir.api.window.trigger.EventTimeTrigger
streaming.api.windowing.triggers.ProcessingTimeTrigger io.weir.api.window.trigger.ProcessingTimeTrigger
streaming.api.windowing.triggers.ProcessingTimeoutTrigger io.weir.api.window.trigger.ProcessingTimeoutTrigger
streaming.api.windowing.triggers.PurgingTrigger io.weir.api.window.trigger.PurgingTrigger
streaming.api.windowing.triggers.Trigger io.weir.api.window.trigger.Trigger
streaming.api.windowing.triggers.TriggerResult io.weir.api.window.trigger.TriggerResult
streaming.api.windowing.windows.GlobalWindow io.weir.api.window.GlobalWindow
streaming.api.windowing.windows.TimeWindow io.weir.api.window.TimeWindow
streaming.api.windowing.windows.Window io.weir.api.window.Window
streaming.runtime.operators.windowing.TimestampedValue io.weir.api.window.evictor.TimestampedValue
streaming.runtime.streamrecord.StreamRecord io.weir.testkit.flink.StreamRecord
streaming.util.AbstractStreamOperatorTestHarness io.weir.testkit.flink.AbstractStreamOperatorTestHarness
streaming.util.KeyedOneInputStreamOperatorTestHarness io.weir.testkit.flink.KeyedOneInputStreamOperatorTestHarness
streaming.util.KeyedTwoInputStreamOperatorTestHarness io.weir.testkit.flink.KeyedTwoInputStreamOperatorTestHarness
streaming.util.OneInputStreamOperatorTestHarness io.weir.testkit.flink.OneInputStreamOperatorTestHarness
streaming.util.ProcessFunctionTestHarnesses io.weir.testkit.flink.ProcessFunctionTestHarnesses
streaming.util.TwoInputStreamOperatorTestHarness io.weir.testkit.flink.TwoInputStreamOperatorTestHarness
util.CloseableIterator io.weir.api.CloseableIterator
util.Collector io.weir.api.Collector
util.ExecutorUtils io.weir.api.util.ExecutorUtils
util.IterableUtils io.weir.api.util.IterableUtils
util.MultipleParameterTool io.weir.api.MultipleParameterTool
util.OutputTag io.weir.api.OutputTag
util.ParameterTool io.weir.api.ParameterTool
util.Preconditions io.weir.api.util.Preconditions
util.TimeUtils io.weir.api.util.TimeUtils
annotation.* io.weir.api.annotation.*
api.common.* io.weir.api.*; import io.weir.api.function.*
api.common.accumulators.* io.weir.api.accumulator.*
api.common.cache.* io.weir.api.function.*
api.common.eventtime.* io.weir.api.time.*
api.common.functions.* io.weir.api.function.*
api.common.restartstrategy.* io.weir.api.*
api.common.serialization.* io.weir.api.serde.*; import io.weir.connector.file.*
api.common.state.* io.weir.api.function.*; import io.weir.api.state.*
api.common.time.* io.weir.api.time.*
api.common.typeinfo.* io.weir.api.serde.*
api.common.typeutils.* io.weir.api.serde.*
api.common.typeutils.base.* io.weir.api.serde.*
api.connector.sink2.* io.weir.api.connector.*
api.connector.source.* io.weir.api.connector.*
api.connector.source.lib.* io.weir.api.connector.builtin.*
api.connector.source.util.ratelimit.* io.weir.api.connector.builtin.*
api.java.functions.* io.weir.api.function.*
api.java.tuple.* io.weir.api.tuple.*
api.java.typeutils.* io.weir.api.serde.*
api.java.utils.* io.weir.api.*
configuration.* io.weir.api.*; import io.weir.api.config.*
connector.datagen.source.* io.weir.api.connector.builtin.*
connector.file.sink.* io.weir.connector.file.*
connector.file.src.* io.weir.connector.file.*
connector.file.src.reader.* io.weir.connector.file.*
contrib.streaming.state.* io.weir.api.state.backend.*
core.execution.* io.weir.api.*
core.fs.* io.weir.api.fs.*
metrics.* io.weir.api.metrics.*
metrics.groups.* io.weir.api.metrics.*
runtime.metrics.* io.weir.api.metrics.*
runtime.state.* io.weir.api.function.*; import io.weir.api.state.backend.*
runtime.state.filesystem.* io.weir.api.state.backend.*
runtime.state.hashmap.* io.weir.api.state.backend.*
runtime.state.memory.* io.weir.api.state.backend.*
runtime.state.storage.* io.weir.api.state.backend.*
state.rocksdb.* io.weir.api.state.backend.*
streaming.api.* io.weir.api.*; import io.weir.api.time.*
streaming.api.checkpoint.* io.weir.api.function.*
streaming.api.datastream.* io.weir.api.*
streaming.api.environment.* io.weir.api.*; import io.weir.api.config.*
streaming.api.functions.* io.weir.api.function.*; import io.weir.api.time.*
streaming.api.functions.async.* io.weir.api.function.*
streaming.api.functions.co.* io.weir.api.function.*
streaming.api.functions.sink.* io.weir.api.function.*; import io.weir.connector.print.*
streaming.api.functions.sink.filesystem.* io.weir.connector.file.*
streaming.api.functions.sink.filesystem.bucketassigners.* io.weir.connector.file.*
streaming.api.functions.sink.filesystem.legacy.* io.weir.connector.file.*
streaming.api.functions.sink.filesystem.rollingpolicies.* io.weir.connector.file.*
streaming.api.functions.sink.legacy.* io.weir.api.function.*
streaming.api.functions.sink.v2.* io.weir.api.connector.builtin.*
streaming.api.functions.source.* io.weir.api.function.*
streaming.api.functions.source.datagen.* io.weir.api.function.datagen.*
streaming.api.functions.source.legacy.* io.weir.api.function.*
streaming.api.functions.timestamps.* io.weir.api.time.*
streaming.api.functions.windowing.* io.weir.api.function.*
streaming.api.functions.windowing.delta.* io.weir.api.function.*
streaming.api.operators.co.* io.weir.testkit.flink.*
streaming.api.watermark.* io.weir.api.time.*
streaming.api.windowing.assigners.* io.weir.api.window.assigner.*
streaming.api.windowing.evictors.* io.weir.api.window.evictor.*
streaming.api.windowing.time.* io.weir.api.time.*
streaming.api.windowing.triggers.* io.weir.api.window.trigger.*
streaming.api.windowing.windows.* io.weir.api.window.*
streaming.runtime.operators.windowing.* io.weir.api.window.evictor.*
streaming.runtime.streamrecord.* io.weir.testkit.flink.*
streaming.util.* io.weir.testkit.flink.*
util.* io.weir.api.*; import io.weir.api.util.*
END
}

# Rules as commands of sed: "a.B x.Y" becomes "s/org\.apache\.flink\.a\.B([^A-Za-z0-9_]|$)/x.Y\1/g".
commands() {
    rules | sed -E -e 's/\./\\./g' -e 's/\*/\\*/g' \
        -e 's#^([^ ]+) (.*)$#s/org\\.apache\\.flink\\.\1([^A-Za-z0-9_]|$)/\2\\1/g#'
}

# A class that has another name, or is nested in another class, is also called by its short name: where a file imports it, or the class around it,
# "FileSource.FileSourceBuilder" and "FileSourceBuilder" become the full name. And getDefaultTrigger takes nothing.
short_names() {
    printf '%s\n' 's/(getDefaultTrigger)\([A-Za-z_][^()]*\)/\1()/g'
    rules | grep -v '\*' | awk '{
        flink = $1; weir = $2
        name = flink; sub(/.*\./, "", name)
        outer = substr(flink, 1, length(flink) - length(name) - 1)
        around = outer; sub(/.*\./, "", around)
        newname = weir; sub(/.*\./, "", newname)
        if (name != newname || around ~ /^[A-Z]/) print flink, weir, name, outer, around
    }' | while read -r flink weir name outer around; do
        grep -q "$name" "$1" || continue
        if grep -qE "import +org\.apache\.flink\.$flink *;?\$" "$1"; then
            printf '%s\n' "/^ *import /!s/(^|[^A-Za-z0-9_.])$name([^A-Za-z0-9_]|\$)/\\1$weir\\2/g"
        fi
        case $around in
            [A-Z]*)
                if grep -qE "import +org\.apache\.flink\.($outer|${outer%.*}\.(\*|_)) *;?\$" "$1"; then
                    printf '%s\n' "s/(^|[^A-Za-z0-9_.])$around\\.$name([^A-Za-z0-9_]|\$)/\\1$weir\\2/g"
                fi
                ;;
        esac
    done
}

# The changed program on standard output.
port() {
    if grep -q 'org\.apache\.flink' "$1"; then
        short_names "$1" > "$work/short"
        sed -E -f "$work/short" -f "$work/commands" "$1"
    else
        cat "$1"
    fi
}

usage() {
    echo "usage: $0 FILE|DIRECTORY...   or   $0 - < FILE" >&2
    exit 2
}

[ $# -gt 0 ] || usage
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
commands > "$work/commands"

if [ "$1" = "-" ]; then
    [ $# -eq 1 ] || usage
    cat > "$work/input"
    port "$work/input"
    exit 0
fi

: > "$work/files"
for path in "$@"; do
    if [ -d "$path" ]; then
        find "$path" -type f \( -name '*.java' -o -name '*.kt' -o -name '*.scala' \) >> "$work/files"
    elif [ -f "$path" ]; then
        echo "$path" >> "$work/files"
    else
        echo "$0: there is no $path" >&2
        exit 2
    fi
done

left=0
while IFS= read -r file; do
    port "$file" > "$work/ported"
    cmp -s "$file" "$work/ported" || cat "$work/ported" > "$file"
    if grep -n 'org\.apache\.flink' "$file" > "$work/left"; then
        left=1
        sed "s|^|$file:|" "$work/left" >&2
    fi
done < "$work/files"
if [ "$left" = 1 ]; then
    echo "These names have no counterpart in Weir; docs/porting-from-flink.md says what to write instead." >&2
fi
exit "$left"
