// Written for Weir's tests in the style of Flink 1.x programs; not a copy of one.
package programs;

import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.time.Time;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.*;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.filesystem.FsStateBackend;
import org.apache.flink.streaming.api.TimeCharacteristic;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.timestamps.BoundedOutOfOrdernessTimestampExtractor;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The old ways: a time characteristic, timeWindow, open(Configuration), a trigger of one's own, state, timers and a side output. */
public class PatientVisitors {

    private static final OutputTag<String> GONE = new OutputTag<String>("gone") {};

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setStreamTimeCharacteristic(TimeCharacteristic.EventTime);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, Time.of(1, java.util.concurrent.TimeUnit.SECONDS)));
        env.setParallelism(1);
        env.getConfig().setAutoWatermarkInterval(3_600_000L); // one watermark, at the end: the result is the same each time

        DataStream<Tuple3<String, Long, Integer>> visits =
                env.fromElements(
                                Tuple3.of("ann", 1_000L, 1),
                                Tuple3.of("bob", 2_000L, 1),
                                Tuple3.of("ann", 3_000L, 1),
                                Tuple3.of("nobody", 3_500L, 0),
                                Tuple3.of("ann", 2_500L, 1),
                                Tuple3.of("bob", 14_000L, 1))
                        .assignTimestampsAndWatermarks(
                                new BoundedOutOfOrdernessTimestampExtractor<Tuple3<String, Long, Integer>>(
                                        org.apache.flink.streaming.api.windowing.time.Time.seconds(1)) {
                                    @Override
                                    public long extractTimestamp(Tuple3<String, Long, Integer> element) {
                                        return element.f1;
                                    }
                                })
                        .filter(new AtLeast())
                        .returns(TypeInformation.of(new TypeHint<Tuple3<String, Long, Integer>>() {}));

        visits.keyBy(0)
                .timeWindow(org.apache.flink.streaming.api.windowing.time.Time.seconds(10))
                .trigger(new EverySecondVisit())
                .sum(2)
                .writeAsText(args[0] + "/windows");

        SingleOutputStreamOperator<Tuple2<String, Long>> counted =
                visits.keyBy(visit -> visit.f0).process(new CountUntilGone());
        counted.writeAsText(args[0] + "/counts");
        counted.getSideOutput(GONE).writeAsText(args[0] + "/gone");
        env.execute("patient visitors");
    }

    private static class AtLeast extends RichFilterFunction<Tuple3<String, Long, Integer>> {
        private transient int least;

        @Override
        public void open(Configuration parameters) throws Exception {
            super.open(parameters);
            least = parameters.getInteger("least", 1);
        }

        @Override
        public boolean filter(Tuple3<String, Long, Integer> value) {
            return value.f2 >= least;
        }
    }

    /** Counts a visitor's visits; five seconds after the last one it says so and forgets. */
    private static class CountUntilGone
            extends KeyedProcessFunction<String, Tuple3<String, Long, Integer>, Tuple2<String, Long>> {

        private transient ValueState<Tuple2<Long, Long>> state;

        @Override
        public void open(Configuration parameters) {
            state =
                    getRuntimeContext()
                            .getState(
                                    new ValueStateDescriptor<>(
                                            "visits", TypeInformation.of(new TypeHint<Tuple2<Long, Long>>() {})));
        }

        @Override
        public void processElement(
                Tuple3<String, Long, Integer> value, Context ctx, Collector<Tuple2<String, Long>> out)
                throws Exception {
            Tuple2<Long, Long> current = state.value();
            if (current == null) {
                current = Tuple2.of(0L, 0L);
            }
            current = Tuple2.of(current.f0 + 1, Math.max(current.f1, ctx.timestamp()));
            state.update(current);
            ctx.timerService().registerEventTimeTimer(current.f1 + 5_000);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<Tuple2<String, Long>> out) throws Exception {
            Tuple2<Long, Long> result = state.value();
            if (result != null && timestamp == result.f1 + 5_000) {
                out.collect(new Tuple2<>(ctx.getCurrentKey(), result.f0));
                ctx.output(GONE, ctx.getCurrentKey() + "@" + timestamp);
                state.clear();
            }
        }
    }

    /** Fires for each second element, and at the end of the window if there is something new. */
    private static class EverySecondVisit extends Trigger<Object, TimeWindow> {
        private static final long serialVersionUID = 1L;

        private final ReducingStateDescriptor<Long> countDesc =
                new ReducingStateDescriptor<>("count", new Sum(), LongSerializer.INSTANCE);

        @Override
        public TriggerResult onElement(Object element, long timestamp, TimeWindow window, TriggerContext ctx)
                throws Exception {
            ReducingState<Long> count = ctx.getPartitionedState(countDesc);
            count.add(1L);
            if (count.get() >= 2) {
                count.clear();
                return TriggerResult.FIRE;
            }
            ctx.registerEventTimeTimer(window.maxTimestamp());
            return TriggerResult.CONTINUE;
        }

        @Override
        public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
            return TriggerResult.CONTINUE;
        }

        @Override
        public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) throws Exception {
            return ctx.getPartitionedState(countDesc).get() == null ? TriggerResult.PURGE : TriggerResult.FIRE_AND_PURGE;
        }

        @Override
        public void clear(TimeWindow window, TriggerContext ctx) throws Exception {
            ctx.getPartitionedState(countDesc).clear();
        }

        private static class Sum implements ReduceFunction<Long> {
            @Override
            public Long reduce(Long value1, Long value2) {
                return value1 + value2;
            }
        }
    }
}
