package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.graph.ChainingStrategy;
import org.jspecify.annotations.Nullable;

/** The end of a stream. */
public class DataStreamSink<T> {
    private final OperatorDraft operator;

    DataStreamSink(OperatorDraft operator) {
        this.operator = operator;
    }

    /** What logs, metrics and errors call the sink. */
    public DataStreamSink<T> name(String name) {
        Argument.named(name, "name");
        operator.name = name;
        return this;
    }

    /** Names the sink's state for ever, so that it is found again after the job was changed. Unique in the job. */
    public DataStreamSink<T> uid(String uid) {
        Argument.named(uid, "uid");
        operator.uid = uid;
        return this;
    }

    /** How many subtasks, from 1 to the max parallelism. */
    public DataStreamSink<T> setParallelism(int parallelism) {
        operator.parallelism = parallelism;
        return this;
    }

    /** The most subtasks it may ever have, from 1 to 32768. */
    public DataStreamSink<T> setMaxParallelism(int maxParallelism) {
        operator.maxParallelism = maxParallelism;
        return this;
    }

    /** Accepted where Flink programs have it, without effect; the name is what logs and errors say. */
    public DataStreamSink<T> setDescription(@Nullable String description) {
        return this;
    }

    /** Accepted where Flink programs have it, without effect: subtasks are spread evenly over the workers. */
    public DataStreamSink<T> slotSharingGroup(@Nullable String slotSharingGroup) {
        return this;
    }

    /** The sink has a subtask of its own. */
    public DataStreamSink<T> disableChaining() {
        operator.chaining = ChainingStrategy.NEVER;
        return this;
    }
}
