package io.weir.api.time;

import io.weir.api.argument.Argument;
import java.io.Serializable;

/** Makes an assigner for each subtask; travels with the job, the assigner need not. */
@FunctionalInterface
public interface TimestampAssignerSupplier<T> extends Serializable {
    TimestampAssigner<T> createTimestampAssigner(Context context);

    /** One assigner for all subtasks of a process; it must keep no state. */
    static <T> TimestampAssignerSupplier<T> of(SerializableTimestampAssigner<T> assigner) {
        Argument.given(assigner, "assigner");
        return context -> assigner;
    }

    /** What an assigner finds around it. */
    interface Context {
        /** The clock of the runtime, virtual in a simulation: the only one an assigner may use. */
        ProcessingClock getProcessingClock();
    }
}
