package io.weir.api.state.backend;

/** Flink's old name for {@link HashMapStateBackend}. */
public class MemoryStateBackend extends HashMapStateBackend {}
