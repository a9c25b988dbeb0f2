package io.weir.api.connector;

import io.weir.api.argument.Argument;
import java.util.List;
import java.util.Map;

/** Splits for several readers, by subtask. */
public record SplitsAssignment<SplitT extends SourceSplit>(Map<Integer, List<SplitT>> assignment) {
    public SplitsAssignment {
        Argument.given(assignment, "assignment");
    }

    public Map<Integer, List<SplitT>> getAssignment() {
        return assignment;
    }
}
