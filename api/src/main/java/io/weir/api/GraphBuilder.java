package io.weir.api;

import io.weir.api.graph.ChainingStrategy;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobSettings;
import io.weir.api.graph.MaxParallelism;
import io.weir.api.graph.OperatorIds;
import io.weir.api.graph.Partitioning;
import io.weir.api.graph.StreamEdge;
import io.weir.api.graph.StreamNode;
import io.weir.api.graph.operator.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a graph of drafts: resolves parallelism, partitioning and ids. It checks nothing; see GraphValidation. */
final class GraphBuilder {
    private final List<OperatorDraft> drafts;
    private final int defaultParallelism;
    private final int defaultMaxParallelism;
    private final boolean chaining;
    private final @Nullable OldTimeWindows withoutTime;

    /**
     * Starts from the operators of a program.
     *
     * @param drafts in the order they were made, which is a topological one
     * @param defaultMaxParallelism {@link OperatorDraft#UNSET} for the one that follows from the parallelism
     * @param oldTimeWindows those by {@code timeWindow}, as far as the program did not choose a clock for them
     */
    GraphBuilder(
            List<OperatorDraft> drafts,
            int defaultParallelism,
            int defaultMaxParallelism,
            boolean chaining,
            OldTimeWindows oldTimeWindows) {
        this.drafts = drafts;
        this.defaultParallelism = defaultParallelism;
        this.defaultMaxParallelism = defaultMaxParallelism;
        this.chaining = chaining;
        this.withoutTime = OldTimeWindows.haveNoTime(drafts) ? oldTimeWindows : null;
    }

    JobGraph build(String jobName, JobSettings settings) {
        OperatorIds ids = new OperatorIds();
        List<StreamNode> nodes = new ArrayList<>();
        List<StreamEdge> edges = new ArrayList<>();
        for (OperatorDraft draft : drafts) {
            List<StreamEdge> inputs =
                    draft.inputs.stream().map(input -> edge(input, draft)).toList();
            edges.addAll(inputs);
            WindowSpec byTheClock = withoutTime == null ? null : withoutTime.withoutTime(draft.spec);
            nodes.add(new StreamNode(
                    draft.id,
                    byTheClock == null ? draft.name : draft.name.replace("EventTime", "ProcessingTime"),
                    draft.uid,
                    ids.idOf(draft.id, draft.uid, inputs),
                    parallelism(draft),
                    maxParallelism(draft),
                    byTheClock == null ? draft.spec : byTheClock,
                    chaining ? draft.chaining : ChainingStrategy.NEVER,
                    draft.stateKey,
                    draft.secondStateKey));
        }
        return new JobGraph(jobName, nodes, edges, settings);
    }

    private StreamEdge edge(OperatorDraft.Input input, OperatorDraft to) {
        return new StreamEdge(input.from().id, to.id, input.input(), partitioning(input, to), input.sideOutput());
    }

    private Partitioning partitioning(OperatorDraft.Input input, OperatorDraft to) {
        @Nullable Partitioning chosen = input.partitioning();
        if (chosen != null) {
            return chosen;
        }
        return parallelism(input.from()) == parallelism(to) ? new Partitioning.Forward() : new Partitioning.Rebalance();
    }

    private int parallelism(OperatorDraft draft) {
        return draft.parallelism == OperatorDraft.UNSET ? defaultParallelism : draft.parallelism;
    }

    private int maxParallelism(OperatorDraft draft) {
        if (draft.maxParallelism != OperatorDraft.UNSET) {
            return draft.maxParallelism;
        }
        return defaultMaxParallelism != OperatorDraft.UNSET
                ? defaultMaxParallelism
                : MaxParallelism.defaultFor(parallelism(draft));
    }
}
