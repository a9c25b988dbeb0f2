package io.weir.samples.risk;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the accepted payments of the last ten minutes of each user in list state, and judges the next one by them. */
final class JudgePayments extends KeyedProcessFunction<String, Payment, Refusal> {
    static final OutputTag<UserSoFar> SO_FAR = new OutputTag<>("so-far");
    static final OutputTag<UserSoFar> LAST = new OutputTag<>("last");
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ListState<Payment> accepted;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<UserSoFar> user;

    @Override
    public void open(OpenContext context) {
        accepted = getRuntimeContext().getListState(new ListStateDescriptor<>("accepted", Payment.class));
        user = getRuntimeContext().getState(new ValueStateDescriptor<>("user", UserSoFar.class));
    }

    @Override
    public void processElement(Payment payment, Context context, Collector<Refusal> refusals) throws Exception {
        UserSoFar before = user.value();
        if (before == null) {
            before = UserSoFar.unknown(payment.user());
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE); // fires when the input has ended
        }
        List<Payment> recent = recent(payment.second());
        Optional<String> risk = RiskRules.refuse(payment, recent);
        if (risk.isPresent()) {
            refusals.collect(new Refusal(payment, risk.get()));
        } else {
            recent.add(payment);
        }
        accepted.update(recent);
        UserSoFar after = risk.isPresent() ? before.refuse(payment) : before.accept(payment);
        user.update(after);
        context.output(SO_FAR, after);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Refusal> refusals) throws Exception {
        UserSoFar last = user.value();
        if (last != null) {
            context.output(LAST, last);
        }
        user.clear();
        accepted.clear();
    }

    private List<Payment> recent(int second) throws Exception {
        List<Payment> recent = new ArrayList<>();
        for (Payment before : accepted.get()) {
            if (before.second() > second - RiskRules.MEMORY_SECONDS) {
                recent.add(before);
            }
        }
        return recent;
    }
}
