package io.weir.samples.sensors;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;

/**
 * Adds each measurement to two aggregates of its sensor, and tells when the moving average leaves its limits and when it comes back. What
 * goes into aggregating state, what it keeps, and what comes out are three types.
 */
final class WatchLimits extends KeyedProcessFunction<String, Measurement, SensorAlarm> {
    static final OutputTag<SensorSoFar> SO_FAR = new OutputTag<>("so-far");
    static final OutputTag<SensorSoFar> LAST = new OutputTag<>("last");
    private static final long serialVersionUID = 1L;
    private static final String USUAL = "usual";

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient AggregatingState<Double, Double> lastDay;

    @SuppressWarnings("NullAway.Init")
    private transient AggregatingState<Double, Extremes.Sum> all;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<String> is;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Integer> alarms;

    @Override
    public void open(OpenContext context) {
        lastDay = getRuntimeContext().getAggregatingState(new AggregatingStateDescriptor<>("last-day", new LastDay()));
        all = getRuntimeContext().getAggregatingState(new AggregatingStateDescriptor<>("all", new Extremes()));
        is = getRuntimeContext().getState(new ValueStateDescriptor<>("is", String.class));
        alarms = getRuntimeContext().getState(new ValueStateDescriptor<>("alarms", Integer.class));
    }

    @Override
    public void processElement(Measurement measurement, Context context, Collector<SensorAlarm> out) throws Exception {
        if (is.value() == null) {
            is.update(USUAL);
            alarms.update(0);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE); // fires when the input has ended
        }
        lastDay.add(measurement.value());
        all.add(measurement.value());
        SensorSoFar now = soFar(measurement.sensor());
        String before = is.value();
        String after = Limits.of(measurement.sensor()).judge(now.average(), before);
        if (!after.equals(before)) {
            out.collect(new SensorAlarm(measurement.sensor(), measurement.time(), now.average(), after));
            is.update(after);
            if (!after.equals(USUAL)) {
                alarms.update(now.alarms() + 1);
            }
        }
        context.output(SO_FAR, soFar(measurement.sensor()));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SensorAlarm> out) throws Exception {
        context.output(LAST, soFar(context.getCurrentKey()));
        is.clear();
        alarms.clear();
        lastDay.clear();
        all.clear();
    }

    private SensorSoFar soFar(String sensor) throws Exception {
        return new SensorSoFar(sensor, all.get(), lastDay.get(), alarms.value());
    }
}
