package io.weir.api.window.assigner;

import io.weir.api.ExecutionConfig;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.serde.TypeInformation;
import io.weir.api.serde.TypeSerializer;
import io.weir.api.window.Window;
import io.weir.api.window.trigger.Trigger;
import java.io.Serializable;
import java.util.Collection;

/**
 * Says which windows a record belongs to. Each subtask has a copy of its own.
 *
 * @param <T> records
 * @param <W> windows
 */
public abstract class WindowAssigner<T, W extends Window> implements Serializable {
    /** The windows of a record, each once; a record without any is dropped. {@code timestamp} is Long.MIN_VALUE if the record has none. */
    public abstract Collection<W> assignWindows(T element, long timestamp, WindowAssignerContext context);

    /** The trigger of windows for which the program names none. */
    public abstract Trigger<T, W> getDefaultTrigger();

    /** As above; the environment is not used. */
    public Trigger<T, W> getDefaultTrigger(StreamExecutionEnvironment environment) {
        return getDefaultTrigger();
    }

    /** Accepted where Flink programs have it, and never called: windows need no serializer of their own. */
    public TypeSerializer<W> getWindowSerializer(ExecutionConfig executionConfig) {
        return TypeInformation.<W>unknown().createSerializer(executionConfig);
    }

    /** Whether windows follow the timestamps of records, and end with the watermark; else they follow the clock. */
    public abstract boolean isEventTime();

    /** What an assigner may ask. */
    public abstract static class WindowAssignerContext {
        /** Milliseconds. */
        public abstract long getCurrentProcessingTime();

        /** From 0; so that subtasks can do the same at different times. */
        public int getIndexOfThisSubtask() {
            return 0;
        }
    }
}
