package io.weir.testkit.simulation.job;

import io.weir.api.Collector;
import io.weir.api.function.KeyedBroadcastProcessFunction;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.tuple.Tuple2;

/** Each record comes out once, with the rule; those that come before it wait in the state of their key. */
final class WaitingForRules extends KeyedBroadcastProcessFunction<String, Tuple2<String, Long>, String, String> {
    static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("rules", String.class, String.class);

    private static final long serialVersionUID = 1L;
    private static final ListStateDescriptor<Long> WAITING = new ListStateDescriptor<>("waiting", Long.class);

    @Override
    public void processElement(Tuple2<String, Long> record, ReadOnlyContext context, Collector<String> out)
            throws Exception {
        String rule = context.getBroadcastState(RULES).get("the rule");
        if (rule == null) {
            getRuntimeContext().getListState(WAITING).add(record.f1);
        } else {
            out.collect(judged(record.f0, record.f1, rule));
        }
    }

    @Override
    public void processBroadcastElement(String rule, Context context, Collector<String> out) throws Exception {
        context.getBroadcastState(RULES).put("the rule", rule);
        context.applyToKeyedState(WAITING, (String key, ListState<Long> waiting) -> {
            for (Long number : waiting.get()) {
                out.collect(judged(key, number, rule));
            }
            waiting.clear();
        });
    }

    static String judged(String key, long number, String rule) {
        return key + "," + number + " by " + rule;
    }
}
