package io.weir.runtime.plan;

import io.weir.api.graph.JobSettings;
import io.weir.checkpoint.SubtaskId;
import java.util.ArrayList;
import java.util.List;

/** What runs: vertices in topological order, the exchanges between them, and so every subtask and channel. */
public record ExecutionPlan(
        String jobName, List<ChainVertex> vertices, List<Exchange> exchanges, JobSettings settings) {
    public ExecutionPlan {
        vertices = List.copyOf(vertices);
        exchanges = List.copyOf(exchanges);
    }

    public ChainVertex vertex(int index) {
        return vertices.get(index);
    }

    /** All subtasks, ordered by vertex, then index. */
    public List<SubtaskId> subtasks() {
        List<SubtaskId> all = new ArrayList<>();
        for (ChainVertex vertex : vertices) {
            for (int index = 0; index < vertex.parallelism(); index++) {
                all.add(new SubtaskId(vertex.index(), index));
            }
        }
        return all;
    }

    /** The exchange a channel belongs to. */
    public Exchange exchangeOf(int channel) {
        for (Exchange exchange : exchanges) {
            if (channel >= exchange.firstChannel() && channel < exchange.firstChannel() + exchange.channels()) {
                return exchange;
            }
        }
        throw new IllegalArgumentException("channel " + channel + " is not in the plan of " + jobName);
    }

    public SubtaskId sender(int channel) {
        Exchange exchange = exchangeOf(channel);
        return new SubtaskId(exchange.from(), exchange.senderOf(channel));
    }

    public SubtaskId receiver(int channel) {
        Exchange exchange = exchangeOf(channel);
        return new SubtaskId(exchange.to(), exchange.receiverOf(channel));
    }

    /** Slots needed: a slot takes one subtask of every vertex. */
    public int slotsNeeded() {
        return vertices.stream().mapToInt(ChainVertex::parallelism).max().orElse(0);
    }
}
