package io.weir.api.state;

/** Registers state of the subtask, not of a key. */
public interface OperatorStateStore {
    /** After a change of parallelism each subtask gets a part of the elements. */
    <S> ListState<S> getListState(ListStateDescriptor<S> descriptor) throws Exception;

    /** After a restart each subtask gets all elements of all subtasks. */
    <S> ListState<S> getUnionListState(ListStateDescriptor<S> descriptor) throws Exception;

    /**
     * A map of which each subtask has its own copy, and which is the same everywhere because every subtask puts the same into it: read
     * it from the outside, or take it from a broadcast stream, never from the records of one subtask. After a restart each subtask,
     * new ones too, gets the copy of one of them.
     */
    <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) throws Exception;
}
