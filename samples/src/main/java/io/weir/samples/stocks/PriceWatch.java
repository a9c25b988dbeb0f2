package io.weir.samples.stocks;

import io.weir.api.Collector;
import io.weir.api.OutputTag;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;

/**
 * Compares each trade with what is known of its symbol, which is one value of state. A timer at the end of time fires when the input has
 * ended: that is when the last word on a symbol is said.
 */
final class PriceWatch extends KeyedProcessFunction<String, Trade, PriceJump> {
    static final OutputTag<SymbolSoFar> SO_FAR = new OutputTag<>("so-far");
    static final OutputTag<SymbolSoFar> LAST = new OutputTag<>("last");
    private static final long serialVersionUID = 1L;

    private final double jumpPercent;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ValueState<SymbolSoFar> symbol;

    PriceWatch(double jumpPercent) {
        this.jumpPercent = jumpPercent;
    }

    @Override
    public void open(OpenContext context) {
        symbol = getRuntimeContext().getState(new ValueStateDescriptor<>("symbol", SymbolSoFar.class));
    }

    @Override
    public void processElement(Trade trade, Context context, Collector<PriceJump> jumps) throws Exception {
        SymbolSoFar before = symbol.value();
        SymbolSoFar after;
        if (before == null) {
            after = SymbolSoFar.first(trade);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        } else {
            long change = Math.abs(trade.cents() - before.lastCents());
            boolean jump = change * 100.0 > jumpPercent * before.lastCents();
            if (jump) {
                jumps.collect(new PriceJump(trade.symbol(), trade.second(), before.lastCents(), trade.cents()));
            }
            after = before.with(trade, jump);
        }
        symbol.update(after);
        context.output(SO_FAR, after);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PriceJump> jumps) throws Exception {
        SymbolSoFar last = symbol.value();
        if (last != null) {
            context.output(LAST, last);
        }
        symbol.clear();
    }
}
