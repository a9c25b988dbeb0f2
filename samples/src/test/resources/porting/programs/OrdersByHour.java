// Written for Weir's tests in the style of Flink 2.x programs; not a copy of one.
package programs;

import java.time.Duration;

import org.apache.flink.api.common.eventtime.*;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The new ways: watermark strategies, aggregates with a window function, late data, interval join, broadcast state. */
public class OrdersByHour {

    /** A plain object, as Flink's serializers want it. */
    public static class Order {
        public String shop;
        public long time;
        public int cents;

        public Order() {}

        public Order(String shop, long time, int cents) {
            this.shop = shop;
            this.time = time;
            this.cents = cents;
        }

        public String getShop() {
            return shop;
        }
    }

    public static void main(String[] args) throws Exception {
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.getConfig().setAutoWatermarkInterval(0);
        final OutputTag<Order> lateTag = new OutputTag<>("late") {};
        final long hour = Duration.ofHours(1).toMillis();

        WatermarkStrategy<Order> strategy =
                WatermarkStrategy.<Order>forGenerator(ctx -> new EveryRecord())
                        .withTimestampAssigner((order, previous) -> order.time)
                        .withIdleness(Duration.ofMinutes(1));

        DataStream<Order> orders =
                env.fromData(
                                new Order("north", 10, 100),
                                new Order("south", 20, 250),
                                new Order("north", hour + 1, 400),
                                new Order("north", 30, 7),
                                new Order("south", hour + 5, 50))
                        .assignTimestampsAndWatermarks(strategy);

        SingleOutputStreamOperator<String> sums =
                orders.keyBy(Order::getShop)
                        .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
                        .sideOutputLateData(lateTag)
                        .aggregate(new Cents(), new Labelled());
        sums.writeAsText(args[0] + "/sums");
        sums.getSideOutput(lateTag).map(order -> order.shop + " " + order.cents).writeAsText(args[0] + "/late");

        // Whether the late order is late for the join depends on which of its two inputs is read first.
        DataStream<Order> inTime = orders.filter(order -> order.cents > 10);
        inTime.keyBy(Order::getShop)
                .intervalJoin(inTime.keyBy(order -> order.shop))
                .between(Duration.ofHours(-1), Duration.ofHours(1))
                .lowerBoundExclusive()
                .process(
                        new ProcessJoinFunction<Order, Order, String>() {
                            @Override
                            public void processElement(Order left, Order right, Context ctx, Collector<String> out) {
                                if (left.cents < right.cents) {
                                    out.collect(left.cents + "<" + right.cents);
                                }
                            }
                        })
                .writeAsText(args[0] + "/joined");

        MapStateDescriptor<String, Integer> limits = new MapStateDescriptor<>("limits", Types.STRING, Types.INT);
        BroadcastStream<String> rules = env.fromData("north").broadcast(limits);
        orders.keyBy(
                        new KeySelector<Order, String>() {
                            @Override
                            public String getKey(Order order) {
                                return order.shop;
                            }
                        })
                .connect(rules)
                .process(
                        new KeyedBroadcastProcessFunction<String, Order, String, Integer>() {
                            @Override
                            public void processElement(Order order, ReadOnlyContext ctx, Collector<Integer> out)
                                    throws Exception {
                                if (ctx.getBroadcastState(limits).contains(order.shop)) {
                                    out.collect(order.cents);
                                }
                            }

                            @Override
                            public void processBroadcastElement(String shop, Context ctx, Collector<Integer> out)
                                    throws Exception {
                                ctx.getBroadcastState(limits).put(shop, 1);
                            }
                        })
                .map(new Subtask())
                .print("limited");
        env.execute();
    }

    /** A watermark after each record, as far as the record. */
    private static class EveryRecord implements WatermarkGenerator<Order> {
        @Override
        public void onEvent(Order event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    private static class Subtask extends RichMapFunction<Integer, String> {
        private transient int index;

        @Override
        public void open(OpenContext openContext) throws Exception {
            index = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        }

        @Override
        public String map(Integer value) {
            return index + ":" + value;
        }
    }

    private static class Cents implements AggregateFunction<Order, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Order value, Long accumulator) {
            return accumulator + value.cents;
        }

        @Override
        public Long getResult(Long accumulator) {
            return accumulator;
        }

        @Override
        public Long merge(Long a, Long b) {
            return a + b;
        }
    }

    private static class Labelled extends ProcessWindowFunction<Long, String, String, TimeWindow> {
        @Override
        public void process(String key, Context context, Iterable<Long> elements, Collector<String> out) {
            out.collect(key + " " + context.window().getStart() + " " + elements.iterator().next());
        }
    }
}
