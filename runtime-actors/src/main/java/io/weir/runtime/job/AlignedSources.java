package io.weir.runtime.job;

import io.weir.api.graph.StreamNode;
import io.weir.api.graph.operator.SourceSpec;
import io.weir.api.time.WatermarkStrategy;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.time.WatermarkAlignment;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Watermark alignment of the sources of one attempt: no code of the user's, so that the coordinator does it itself. Confined to its thread. */
public final class AlignedSources {
    private final WatermarkAlignment alignment = new WatermarkAlignment();
    private final Map<String, Integer> vertices = new HashMap<>();

    /** The sources of the plan that are to be aligned; no reader has reported. */
    public AlignedSources(ExecutionPlan plan) {
        for (ChainVertex vertex : plan.vertices()) {
            StreamNode head = vertex.head();
            WatermarkStrategy<?> strategy = head.operator() instanceof SourceSpec spec ? spec.strategy() : null;
            if (strategy != null && strategy.getAlignmentParameters().isEnabled()) {
                vertices.put(head.operatorId(), vertex.index());
                alignment.add(head.operatorId(), strategy.getAlignmentParameters());
            }
        }
    }

    public boolean contains(String operatorId) {
        return vertices.containsKey(operatorId);
    }

    public SubtaskId reader(String operatorId, int index) {
        return new SubtaskId(Objects.requireNonNull(vertices.get(operatorId)), index);
    }

    /** The answer for the reader. */
    public WatermarkAlignment.Until onReport(String operatorId, int index, WatermarkAlignment.Report report) {
        return alignment.onReport(operatorId, index, report);
    }
}
