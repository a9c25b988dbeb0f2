package io.weir.api.graph.operator;

import io.weir.api.function.Function;
import java.io.Serializable;

/** All of the user's is one function. */
public sealed interface FunctionSpec extends OperatorSpec
        permits BroadcastProcessSpec,
                CoFlatMapSpec,
                CoMapSpec,
                CoProcessSpec,
                FilterSpec,
                FlatMapSpec,
                IntervalJoinSpec,
                KeyedBroadcastProcessSpec,
                KeyedCoProcessSpec,
                KeyedProcessSpec,
                MapSpec,
                ProcessSpec,
                ReduceSpec,
                SinkFunctionSpec,
                SourceFunctionSpec {
    Function function();

    @Override
    default Serializable userObject() {
        return function();
    }
}
