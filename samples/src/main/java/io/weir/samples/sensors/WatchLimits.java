package io.weir.samples.sensors;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import java.util.Objects;

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
    private transient ValueState<Alarms> alarms;

    /**
     * How the average of a sensor is judged.
     *
     * @param times how often it left its limits
     */
    record Alarms(String is, int times) {
        Alarms now(String judged) {
            return new Alarms(judged, judged.equals(USUAL) ? times : times + 1);
        }
    }

    @Override
    public void open(OpenContext context) {
        lastDay = getRuntimeContext().getAggregatingState(new AggregatingStateDescriptor<>("last-day", new LastDay()));
        all = getRuntimeContext().getAggregatingState(new AggregatingStateDescriptor<>("all", new Extremes()));
        alarms = getRuntimeContext().getState(new ValueStateDescriptor<>("alarms", Alarms.class));
    }

    @Override
    public void processElement(Measurement measurement, Context context, Collector<SensorAlarm> out) throws Exception {
        Alarms before = alarms.value();
        if (before == null) {
            before = new Alarms(USUAL, 0);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE); // fires when the input has ended
        }
        lastDay.add(measurement.value());
        all.add(measurement.value());
        double average = Objects.requireNonNull(lastDay.get());
        String judged = Limits.of(measurement.sensor()).judge(average, before.is());
        Alarms after = before;
        if (!judged.equals(before.is())) {
            after = before.now(judged);
            out.collect(new SensorAlarm(measurement.sensor(), measurement.time(), average, judged));
        }
        alarms.update(after);
        context.output(
                SO_FAR,
                new SensorSoFar(measurement.sensor(), Objects.requireNonNull(all.get()), average, after.times()));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SensorAlarm> out) throws Exception {
        Alarms last = alarms.value();
        Extremes.Sum sum = all.get();
        Double average = lastDay.get();
        if (last != null && sum != null && average != null) {
            context.output(LAST, new SensorSoFar(context.getCurrentKey(), sum, average, last.times()));
        }
        alarms.clear();
        lastDay.clear();
        all.clear();
    }
}
