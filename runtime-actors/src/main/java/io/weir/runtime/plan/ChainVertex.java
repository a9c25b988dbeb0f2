package io.weir.runtime.plan;

import io.weir.api.graph.StreamNode;
import java.util.List;

/**
 * A chain of operators that run in one subtask by direct calls.
 *
 * @param index of this vertex in the plan, from 0
 * @param operators in topological order, head first; never empty
 * @param links how they are connected: a tree whose root is the head
 * @param inputs exchanges that end here, in order of their index
 * @param outputs exchanges that begin here, in order of their index
 */
public record ChainVertex(
        int index,
        String name,
        int parallelism,
        List<StreamNode> operators,
        List<ChainLink> links,
        List<Exchange> inputs,
        List<Exchange> outputs) {
    public ChainVertex {
        operators = List.copyOf(operators);
        links = List.copyOf(links);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    public StreamNode head() {
        return operators.get(0);
    }

    public boolean isSource() {
        return inputs.isEmpty();
    }
}
