package io.weir.samples.stocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.SingleOutputStreamOperator;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.testkit.JobTest;
import io.weir.testkit.TestSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StockMonitorTest {
    private static final int TRADES = 3000;

    @Test
    void jumpsAndAveragesAreThoseOfALoop() {
        TestSink<PriceJump> jumps = new TestSink<>();
        TestSink<SymbolSoFar> last = new TestSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SingleOutputStreamOperator<PriceJump> watched =
                StockMonitor.watch(env.fromGenerator(new Trades(7)::at, TRADES).setParallelism(1), 5);
        watched.sinkTo(jumps);
        watched.getSideOutput(PriceWatch.LAST).sinkTo(last);
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }

        List<PriceJump> expected = new ArrayList<>();
        Map<String, Trade> before = new HashMap<>();
        Map<String, double[]> paidAndShares = new TreeMap<>();
        for (long i = 0; i < TRADES; i++) {
            Trade trade = new Trades(7).at(i);
            Trade earlier = before.put(trade.symbol(), trade);
            if (earlier != null && Math.abs(100.0 * trade.cents() / earlier.cents() - 100) > 5) {
                expected.add(new PriceJump(trade.symbol(), trade.second(), earlier.cents(), trade.cents()));
            }
            double[] sums = paidAndShares.computeIfAbsent(trade.symbol(), symbol -> new double[2]);
            sums[0] += trade.cents() / 100.0 * trade.shares();
            sums[1] += trade.shares();
        }
        assertThat(jumps.committed()).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(last.committed()).hasSameSizeAs(paidAndShares.keySet()).allSatisfy(symbol -> {
            double[] sums = paidAndShares.getOrDefault(symbol.name(), new double[2]);
            assertThat(symbol.volumeWeightedAveragePrice()).isCloseTo(sums[0] / sums[1], Offset.offset(1e-6));
            assertThat(symbol.jumps()).isEqualTo((int) expected.stream()
                    .filter(jump -> jump.symbol().equals(symbol.name()))
                    .count());
        });
    }
}
