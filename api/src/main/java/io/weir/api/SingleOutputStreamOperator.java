package io.weir.api;

import io.weir.api.OperatorDraft.Input;
import io.weir.api.argument.Argument;
import io.weir.api.graph.ChainingStrategy;
import io.weir.api.serde.TypeHint;
import io.weir.api.serde.TypeInformation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output of an operator, and the operator itself, to be named and tuned. */
public class SingleOutputStreamOperator<T> extends DataStream<T> {
    private final OperatorDraft operator;

    SingleOutputStreamOperator(StreamExecutionEnvironment environment, OperatorDraft operator) {
        super(environment, List.of(new Input(operator, null, null)));
        this.operator = operator;
    }

    /** What logs, metrics and errors call the operator. */
    public SingleOutputStreamOperator<T> name(String name) {
        Argument.named(name, "name");
        operator.name = name;
        return this;
    }

    public String getName() {
        return operator.name;
    }

    /** Names the operator's state for ever, so that it is found again after the job was changed. Unique in the job. */
    public SingleOutputStreamOperator<T> uid(String uid) {
        Argument.named(uid, "uid");
        operator.uid = uid;
        return this;
    }

    /** How many subtasks, from 1 to the max parallelism. */
    public SingleOutputStreamOperator<T> setParallelism(int parallelism) {
        operator.parallelism = parallelism;
        return this;
    }

    /** The number of key groups, from 1 to 32768; it cannot change while there is state. */
    public SingleOutputStreamOperator<T> setMaxParallelism(int maxParallelism) {
        operator.maxParallelism = maxParallelism;
        return this;
    }

    /** One subtask, for ever. */
    public SingleOutputStreamOperator<T> forceNonParallel() {
        operator.parallelism = 1;
        operator.maxParallelism = 1;
        return this;
    }

    /** The operator has a subtask of its own. */
    public SingleOutputStreamOperator<T> disableChaining() {
        operator.chaining = ChainingStrategy.NEVER;
        return this;
    }

    /** The operator starts a subtask; those after it may join. */
    public SingleOutputStreamOperator<T> startNewChain() {
        operator.chaining = ChainingStrategy.HEAD;
        return this;
    }

    /** Accepted where Flink programs have it, without effect; the name is what logs and errors say. */
    public SingleOutputStreamOperator<T> setDescription(@Nullable String description) {
        return this;
    }

    /** Accepted where Flink programs have it, without effect: subtasks are spread evenly over the workers. */
    public SingleOutputStreamOperator<T> slotSharingGroup(@Nullable String slotSharingGroup) {
        return this;
    }

    /** Accepted where Flink programs have it, without effect: records leave when a batch is full or there is nothing more to do. */
    public SingleOutputStreamOperator<T> setBufferTimeout(long timeoutMillis) {
        return this;
    }

    /** What the operator wrote to a side output. */
    public <X> DataStream<X> getSideOutput(OutputTag<X> sideOutputTag) {
        Argument.given(sideOutputTag, "sideOutputTag");
        return new DataStream<>(environment, List.of(new Input(operator, null, sideOutputTag)));
    }

    /** Accepted where Flink programs have it; types are not needed. */
    public SingleOutputStreamOperator<T> returns(@Nullable Class<T> typeClass) {
        return this;
    }

    /** Accepted where Flink programs have it; types are not needed. */
    public SingleOutputStreamOperator<T> returns(@Nullable TypeHint<T> typeHint) {
        return this;
    }

    /** Accepted where Flink programs have it; types are not needed. */
    public SingleOutputStreamOperator<T> returns(@Nullable TypeInformation<T> typeInfo) {
        return this;
    }
}
