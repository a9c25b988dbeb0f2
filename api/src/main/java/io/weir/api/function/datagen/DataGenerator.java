package io.weir.api.function.datagen;

import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.RuntimeContext;
import java.io.Serializable;
import java.util.Iterator;

/** Makes one value after the other for a {@link DataGeneratorSource}; each subtask has its own. */
public interface DataGenerator<T> extends Serializable, Iterator<T> {
    /**
     * Called once, before the first value.
     *
     * @param name no other generator of the operator has it; for names of states
     */
    void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext) throws Exception;

    /** Brings the states that {@link #open} has registered up to date; between two values. */
    default void snapshotState(FunctionSnapshotContext context) throws Exception {}
}
