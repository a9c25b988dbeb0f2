package io.weir.tools.chaos;

/** One record of the {@link Ledger}. Public: the engine's codec reads it. */
public record Entry(String key, int partition, long number) {}
