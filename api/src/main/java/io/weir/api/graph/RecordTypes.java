package io.weir.api.graph;

import io.weir.api.connector.Source;
import io.weir.api.connector.builtin.DataGeneratorSource;
import io.weir.api.function.AggregateFunction;
import io.weir.api.function.CoFlatMapFunction;
import io.weir.api.function.CoMapFunction;
import io.weir.api.function.CoProcessFunction;
import io.weir.api.function.FlatMapFunction;
import io.weir.api.function.KeyedCoProcessFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.MapFunction;
import io.weir.api.function.ProcessFunction;
import io.weir.api.function.ProcessJoinFunction;
import io.weir.api.function.ReduceFunction;
import io.weir.api.function.SourceFunction;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The class of the records that an operator writes, as far as the compiler wrote it down. Where it did not (most lambdas with a collector, raw
 * types, interfaces), the class is not known before the job runs.
 */
final class RecordTypes {
    private final JobGraph graph;

    RecordTypes(JobGraph graph) {
        this.graph = graph;
    }

    /** Of what comes along an edge; null if it cannot be told. */
    @Nullable
    Class<?> along(StreamEdge edge) {
        return edge.sideOutput() == null ? concrete(writtenBy(graph.node(edge.from()))) : null;
    }

    /** Of all that an operator reads; null if it cannot be told, or there are several. */
    @Nullable
    Class<?> into(StreamNode node) {
        Class<?> type = null;
        for (StreamEdge edge : graph.inputsOf(node.id())) {
            Class<?> one = along(edge);
            if (one == null || (type != null && type != one)) {
                return null;
            }
            type = one;
        }
        return type;
    }

    /** An interface or abstract class says little about the classes of the records. */
    private static @Nullable Class<?> concrete(@Nullable Class<?> type) {
        boolean vague = type == null
                || type == Object.class
                || type.isInterface()
                || type.isArray()
                || Modifier.isAbstract(type.getModifiers());
        return vague ? null : type;
    }

    private @Nullable Class<?> writtenBy(StreamNode node) {
        OperatorSpec spec = node.operator();
        if (spec instanceof OperatorSpec.FilterSpec
                || spec instanceof OperatorSpec.AssignTimeSpec
                || spec instanceof OperatorSpec.ReduceSpec) {
            return into(node);
        } else if (spec instanceof OperatorSpec.SourceSpec of) {
            return ofSource(of.source());
        } else if (spec instanceof OperatorSpec.SourceFunctionSpec of) {
            return FunctionTypes.argument(of.function(), SourceFunction.class, 0);
        } else if (spec instanceof OperatorSpec.MapSpec of) {
            return FunctionTypes.result(of.function(), MapFunction.class, 1);
        } else if (spec instanceof OperatorSpec.FlatMapSpec of) {
            return FunctionTypes.argument(of.function(), FlatMapFunction.class, 1);
        } else if (spec instanceof OperatorSpec.ProcessSpec of) {
            return FunctionTypes.argument(of.function(), ProcessFunction.class, 1);
        } else if (spec instanceof OperatorSpec.KeyedProcessSpec of) {
            return FunctionTypes.argument(of.function(), KeyedProcessFunction.class, 2);
        } else if (spec instanceof OperatorSpec.CoMapSpec of) {
            return FunctionTypes.argument(of.function(), CoMapFunction.class, 2);
        } else if (spec instanceof OperatorSpec.CoFlatMapSpec of) {
            return FunctionTypes.argument(of.function(), CoFlatMapFunction.class, 2);
        } else if (spec instanceof OperatorSpec.CoProcessSpec of) {
            return FunctionTypes.argument(of.function(), CoProcessFunction.class, 2);
        } else if (spec instanceof OperatorSpec.KeyedCoProcessSpec of) {
            return FunctionTypes.argument(of.function(), KeyedCoProcessFunction.class, 3);
        } else if (spec instanceof OperatorSpec.IntervalJoinSpec of) {
            return FunctionTypes.argument(of.function(), ProcessJoinFunction.class, 2);
        } else if (spec instanceof OperatorSpec.WindowSpec of && of.function() == null) {
            return of.fold() instanceof ReduceFunction<?>
                    ? into(node)
                    : FunctionTypes.argument(of.fold(), AggregateFunction.class, 2);
        }
        return null;
    }

    private static @Nullable Class<?> ofSource(Source<?, ?, ?> source) {
        return source instanceof DataGeneratorSource<?> made
                ? made.getProducedClass()
                : FunctionTypes.argument(source, Source.class, 0);
    }
}
