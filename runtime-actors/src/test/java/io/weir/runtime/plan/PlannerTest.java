package io.weir.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.Partitioning;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);

    @Test
    void forwardEdgesOfEqualParallelismBecomeOneChain() {
        env.fromSequence(1, 10)
                .name("numbers")
                .map(n -> n + 1)
                .name("plus")
                .keyBy(n -> n % 3)
                .reduce(Long::sum)
                .name("sum")
                .addSink(new Discard())
                .name("out");
        ExecutionPlan plan = Planner.plan(env.getJobGraph("job"));
        assertThat(plan.vertices()).extracting(ChainVertex::name).containsExactly("numbers -> plus", "sum -> out");
        assertThat(plan.exchanges()).hasSize(1);
        assertThat(plan.exchanges().get(0).partitioning()).isInstanceOf(Partitioning.KeyGroups.class);
        assertThat(plan.slotsNeeded()).isEqualTo(2);
    }

    @Test
    void disabledChainingAndAnotherParallelismBreakTheChain() {
        env.fromSequence(1, 10)
                .name("numbers")
                .map(n -> n + 1)
                .name("alone")
                .disableChaining()
                .map(n -> n)
                .name("one")
                .setParallelism(1)
                .addSink(new Discard())
                .name("out")
                .setParallelism(1);
        ExecutionPlan plan = Planner.plan(env.getJobGraph("job"));
        assertThat(plan.vertices()).extracting(ChainVertex::name).containsExactly("numbers", "alone", "one -> out");
    }

    @Test
    void channelsAreNumberedWithoutOverlapAndKnowTheirEnds() {
        Exchange all = new Exchange(0, 0, 1, 2, 1, 3, 0, new Partitioning.Rebalance(), null, 100);
        assertThat(all.channel(1, 2)).isEqualTo(105);
        assertThat(all.senderOf(105)).isEqualTo(1);
        assertThat(all.receiverOf(105)).isEqualTo(2);
    }

    @Test
    void rescaleConnectsEachSenderWithItsShareOfReceiversAndEachReceiverWithASender() {
        Exchange up = new Exchange(0, 0, 1, 2, 1, 4, 0, new Partitioning.Rescale(), null, 0);
        assertThat(up.connects(0, 0) && up.connects(0, 1) && up.connects(1, 2) && up.connects(1, 3))
                .isTrue();
        assertThat(up.connects(0, 2) || up.connects(1, 0)).isFalse();
        Exchange down = new Exchange(0, 0, 1, 4, 1, 2, 0, new Partitioning.Rescale(), null, 0);
        assertThat(down.connects(0, 0) && down.connects(1, 0) && down.connects(2, 1) && down.connects(3, 1))
                .isTrue();
    }

    private static final class Discard implements SinkFunction<Long> {}
}
