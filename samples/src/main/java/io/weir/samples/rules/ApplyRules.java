package io.weir.samples.rules;

import io.weir.api.Collector;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import java.util.Map;

/**
 * Keeps the rules in broadcast state, the same on every subtask, and the last reading of each sensor in keyed state. A reading meets the
 * rules of this moment; a new rule meets the last reading of every sensor.
 */
public final class ApplyRules extends KeyedBroadcastProcessFunction<String, Reading, Rule, Alarm> {
    /** Limits by the names of their rules. */
    static final MapStateDescriptor<String, Double> RULES =
            new MapStateDescriptor<>("rules", String.class, Double.class);

    private static final ValueStateDescriptor<Reading> LAST = new ValueStateDescriptor<>("last", Reading.class);
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ValueState<Reading> last;

    @Override
    public void open(OpenContext context) {
        last = getRuntimeContext().getState(LAST);
    }

    @Override
    public void processElement(Reading reading, ReadOnlyContext context, Collector<Alarm> alarms) throws Exception {
        last.update(reading);
        for (Map.Entry<String, Double> rule : context.getBroadcastState(RULES).immutableEntries()) {
            tell(rule.getKey(), rule.getValue(), reading, alarms);
        }
    }

    @Override
    public void processBroadcastElement(Rule rule, Context context, Collector<Alarm> alarms) throws Exception {
        Double limit = rule.limit();
        if (limit == null) {
            context.getBroadcastState(RULES).remove(rule.name());
            return;
        }
        context.getBroadcastState(RULES).put(rule.name(), limit);
        context.applyToKeyedState(LAST, (sensor, state) -> {
            Reading reading = state.value();
            if (reading != null) {
                tell(rule.name(), limit, reading, alarms);
            }
        });
    }

    private static void tell(String rule, double limit, Reading reading, Collector<Alarm> alarms) {
        if (reading.celsius() > limit) {
            alarms.collect(new Alarm(rule, reading));
        }
    }
}
