package io.weir.api.state;

/** Registers state of the subtask, not of a key. */
public interface OperatorStateStore {
    /** After a change of parallelism each subtask gets a part of the elements. */
    <S> ListState<S> getListState(ListStateDescriptor<S> descriptor) throws Exception;

    /** After a restart each subtask gets all elements of all subtasks. */
    <S> ListState<S> getUnionListState(ListStateDescriptor<S> descriptor) throws Exception;
}
