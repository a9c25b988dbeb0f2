package io.weir.runtime.operator;

import io.weir.api.graph.operator.OperatorFactory;
import io.weir.runtime.output.Output;

/** Makes operators of its own kind, one for each subtask. {@code DataStream.transform} puts them into a job. */
public interface StreamOperatorFactory extends OperatorFactory {
    /**
     * Called once for each subtask and attempt, on the subtask's thread, before any operator of the chain is opened.
     *
     * @param output where the operator emits; watermarks and status go there too
     */
    StreamOperator create(OperatorContext context, Output output);
}
