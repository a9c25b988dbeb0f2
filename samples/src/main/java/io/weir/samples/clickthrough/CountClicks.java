package io.weir.samples.clickthrough;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;

/**
 * Adds each event to two rates of its advertisement: that of the hour, which is told and cleared when the next hour begins, and that of the
 * day. Reducing state keeps the sum, not the events.
 */
final class CountClicks extends KeyedProcessFunction<String, AdEvent, AdHour> {
    static final OutputTag<AdSoFar> SO_FAR = new OutputTag<>("so-far");
    static final OutputTag<AdSoFar> LAST = new OutputTag<>("last");
    private static final long serialVersionUID = 1L;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ValueState<Integer> hour;

    @SuppressWarnings("NullAway.Init")
    private transient ReducingState<Rate> ofHour;

    @SuppressWarnings("NullAway.Init")
    private transient ReducingState<Rate> ofDay;

    @Override
    public void open(OpenContext context) {
        hour = getRuntimeContext().getState(new ValueStateDescriptor<>("hour", Integer.class));
        ofHour = getRuntimeContext().getReducingState(new ReducingStateDescriptor<>("of-hour", Rate::plus, Rate.class));
        ofDay = getRuntimeContext().getReducingState(new ReducingStateDescriptor<>("of-day", Rate::plus, Rate.class));
    }

    @Override
    public void processElement(AdEvent event, Context context, Collector<AdHour> hours) throws Exception {
        int now = event.second() / SECONDS_OF_AN_HOUR;
        Integer before = hour.value();
        if (before == null) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE); // fires when the input has ended
        } else if (before != now) {
            tellHour(event.ad(), before, hours);
        }
        hour.update(now);
        ofHour.add(Rate.of(event));
        ofDay.add(Rate.of(event));
        context.output(SO_FAR, new AdSoFar(event.ad(), rate(ofDay)));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AdHour> hours) throws Exception {
        Integer open = hour.value();
        if (open != null) {
            tellHour(context.getCurrentKey(), open, hours);
            context.output(LAST, new AdSoFar(context.getCurrentKey(), rate(ofDay)));
        }
        hour.clear();
        ofDay.clear();
    }

    private void tellHour(String ad, int which, Collector<AdHour> hours) throws Exception {
        hours.collect(new AdHour(ad, which, rate(ofHour)));
        ofHour.clear();
    }

    /** Reducing state to which nothing was added has no value. */
    private static Rate rate(ReducingState<Rate> state) throws Exception {
        Rate rate = state.get();
        return rate == null ? Rate.NONE : rate;
    }
}
