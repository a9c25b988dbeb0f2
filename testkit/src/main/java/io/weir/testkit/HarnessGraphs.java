package io.weir.testkit;

import io.weir.api.DataStream;
import io.weir.api.DataStreamSource;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.Sink;
import io.weir.api.connector.Source;
import io.weir.api.connector.builtin.GeneratorFunction;
import io.weir.api.function.SinkFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.Partitioning;
import io.weir.api.graph.StreamNode;
import io.weir.api.graph.operator.SourceFunctionSpec;
import io.weir.api.time.TimeCharacteristic;
import io.weir.api.time.WatermarkStrategy;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The smallest job around an operator, so that a harness describes and checks it as a job does. */
final class HarnessGraphs {
    private static final String AROUND = "around the harness";

    private HarnessGraphs() {}

    /** A job, and which of its operators is meant. */
    record Harnessed(JobGraph graph, StreamNode node) {
        /** Whether every subtask gets each record of an input. */
        boolean isBroadcast(int input) {
            return graph.inputsOf(node.id()).stream()
                    .anyMatch(edge -> edge.input() == input && edge.partitioning() instanceof Partitioning.Broadcast);
        }

        /** The same job with another number of subtasks. */
        Harnessed withParallelism(int parallelism) {
            if (parallelism < 1 || parallelism > node.maxParallelism()) {
                throw TestkitErrors.parallelismOutOfRange(
                        "Operator '" + node.name() + "'", parallelism, node.maxParallelism());
            }
            List<StreamNode> nodes = graph.nodes().stream()
                    .map(each -> new StreamNode(
                            each.id(),
                            each.name(),
                            each.uid(),
                            each.operatorId(),
                            parallelism,
                            Math.max(parallelism, each.maxParallelism()),
                            each.operator(),
                            each.chaining(),
                            each.stateKey(),
                            each.secondStateKey()))
                    .toList();
            JobGraph changed = new JobGraph(graph.name(), nodes, graph.edges(), graph.settings());
            return new Harnessed(changed, changed.node(node.id()));
        }
    }

    static <IN, OUT> Harnessed oneInput(Function<DataStream<IN>, ? extends DataStream<OUT>> operator) {
        StreamExecutionEnvironment env = environment();
        operator.apply(input(env)).addSink(new Nowhere<>()).name(AROUND);
        return only(env);
    }

    static <IN1, IN2, OUT> Harnessed twoInputs(
            BiFunction<DataStream<IN1>, DataStream<IN2>, ? extends DataStream<OUT>> operator) {
        StreamExecutionEnvironment env = environment();
        operator.apply(input(env), input(env)).addSink(new Nowhere<>()).name(AROUND);
        return only(env);
    }

    static <IN> Harnessed sink(Sink<IN> sink) {
        StreamExecutionEnvironment env = environment();
        HarnessGraphs.<IN>input(env).sinkTo(sink);
        return only(env);
    }

    static <OUT> Harnessed source(Source<OUT, ?, ?> source, int parallelism) {
        return source(environment().fromSource(source, "harness"), parallelism);
    }

    static <OUT> Harnessed source(Source<OUT, ?, ?> source, WatermarkStrategy<OUT> strategy, int parallelism) {
        return source(environment().fromSource(source, strategy, "harness"), parallelism);
    }

    private static <OUT> Harnessed source(DataStreamSource<OUT> stream, int parallelism) {
        stream.setParallelism(parallelism).addSink(new Nowhere<>()).name(AROUND);
        return only(stream.getExecutionEnvironment());
    }

    private static StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.setStreamTimeCharacteristic(TimeCharacteristic.EventTime); // the test gives records timestamps, or does not
        return env;
    }

    private static <IN> DataStream<IN> input(StreamExecutionEnvironment env) {
        return env.fromGenerator(new Anything<IN>(), 1).name(AROUND);
    }

    /** Never read: it stands where the harness's own records come in, of whatever class. */
    private static final class Anything<T> implements GeneratorFunction<Long, T> {
        private static final long serialVersionUID = 1L;

        @Override
        public T map(Long index) {
            throw new AssertionError("the records come from the test");
        }
    }

    private static Harnessed only(StreamExecutionEnvironment env) {
        JobGraph graph = env.getJobGraph("harness");
        List<StreamNode> inside =
                graph.nodes().stream().filter(node -> !isAround(node)).toList();
        if (inside.size() != 1) {
            throw TestkitErrors.notOneOperator(
                    inside.stream().map(StreamNode::name).toList());
        }
        if (inside.get(0).operator() instanceof SourceFunctionSpec) {
            throw TestkitErrors.runsInThread();
        }
        return new Harnessed(graph, inside.get(0));
    }

    private static boolean isAround(StreamNode node) {
        return node.name().endsWith(AROUND);
    }

    private static final class Nowhere<T> implements SinkFunction<T> {
        private static final long serialVersionUID = 1L;

        @Override
        public void invoke(T value, Context context) {}
    }
}
