package io.weir.state;

import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.MergingState;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.State;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.state.failure.StateException;
import io.weir.state.key.KeyContext;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotTask;
import io.weir.state.timer.InternalTimerService;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state and the timers of one operator's subtask. A mutable value belongs to the state once it was put there: changed in place it is
 * changed in the state, with or without {@code update}, in each backend alike, as long as the key is current. All states of one key (and namespace) are one row, found by one lookup for each
 * change of the key; the state handles read and write slots of the current row.
 *
 * <p>Confined to the subtask's thread, but for the {@link SnapshotTask} that {@link #snapshot} returns. State that is accessed before a key
 * is set answers with a {@link StateException}, code API-111. A state that is asked for again is the same object; asked for again as another
 * kind it is refused.
 */
public interface KeyedStateBackend extends KeyContext, AutoCloseable {
    <T> ValueState<T> getValueState(ValueStateDescriptor<T> descriptor);

    <T> ListState<T> getListState(ListStateDescriptor<T> descriptor);

    <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> descriptor);

    /**
     * As {@link #getMapState}, for an operator of the library: it replaces values and never changes one in place, so that reading one does
     * not make it one to be written.
     */
    <UK, UV> MapState<UK, UV> getOwnMapState(MapStateDescriptor<UK, UV> descriptor);

    <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor);

    <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(AggregatingStateDescriptor<IN, ACC, OUT> descriptor);

    /** The states that were asked for so far, by name: for tests and tools that look into a running operator. Unmodifiable. */
    Map<String, State> states();

    /** Whether a state of that name was asked for, or came with a snapshot. */
    boolean hasState(String name);

    /**
     * Moves what {@code state} holds for the current key in some namespaces into another one, as windows that merge need it: lists are
     * appended, values reduced or merged; what the target holds comes first, then the sources in their order. The sources are empty
     * afterwards, and {@code target} is the current namespace.
     *
     * @param state one of this backend's
     * @param sources without {@code target}
     * @throws Exception what the function of the state throws
     */
    void mergeNamespaces(MergingState<?, ?> state, @Nullable Object target, Collection<?> sources) throws Exception;

    /** The timers of that name: the same object for the same name. */
    InternalTimerService timers(String name);

    /** How many rows there are: pairs of key and namespace that have any state. */
    long numKeys();

    /**
     * Calls {@code action} once with each key that has something in the state of that name, in the current namespace. The key is current
     * during the call, and its state may be changed. Afterwards the key is current that was so before.
     */
    void forEachKey(String stateName, Consumer<Object> action);

    /**
     * The synchronous part of a snapshot: freezes what is there. The task that it returns must be run or cancelled.
     *
     * @param checkpointId rises from call to call
     */
    SnapshotTask<KeyedStateHandle> snapshot(long checkpointId);

    /** The checkpoint is durable as a whole: files of its snapshot may be referred to by later snapshots. */
    void checkpointCompleted(long checkpointId);

    /** The checkpoint will never complete: its files must not be referred to. */
    void checkpointAborted(long checkpointId);

    /** Lets go of everything; local files are deleted. Snapshots still being written remain whole. Does nothing the second time. */
    @Override
    void close();
}
