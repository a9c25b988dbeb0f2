package io.weir.samples.stocks;

import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;

/**
 * Watches prices: tells when one jumps, and keeps lowest, highest, last and volume-weighted average price of each symbol.
 *
 * <pre>
 * --trades N              3000 unless given
 * --trades-per-second N   600 unless given
 * --seed N                of the prices
 * --jump PERCENT          what is told; 5 unless given
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class StockMonitor {
    private StockMonitor() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "jump", "seed", "trades", "trades-per-second");
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<Trade> trades = env.fromGenerator(
                        new Trades(parameters.getLong("seed", 1))::at,
                        parameters.getLong("trades", 3000),
                        parameters.getDouble("trades-per-second", 600))
                .setParallelism(1) // trades of a symbol stay in their order
                .uid("trades");
        SingleOutputStreamOperator<PriceJump> jumps = watch(trades, parameters.getDouble("jump", 5));
        new Results(parameters)
                .news(PriceJump.COLUMNS, jumps)
                .table(
                        SymbolSoFar.COLUMNS,
                        jumps.getSideOutput(PriceWatch.SO_FAR),
                        jumps.getSideOutput(PriceWatch.LAST))
                .show();
        env.execute("stock monitor");
    }

    /** The job without its ends, so that a test can put its own there. */
    static SingleOutputStreamOperator<PriceJump> watch(DataStream<Trade> trades, double jumpPercent) {
        return trades.keyBy(Trade::symbol)
                .process(new PriceWatch(jumpPercent))
                .name("price-watch")
                .uid("price-watch");
    }
}
