package io.weir.api.connector;

import java.util.List;
import java.util.Map;

/** Splits for several readers, by subtask. */
public record SplitsAssignment<SplitT extends SourceSplit>(Map<Integer, List<SplitT>> assignment) {
    public Map<Integer, List<SplitT>> getAssignment() {
        return assignment;
    }
}
