package io.weir.api.function;

/** Handed to {@link RichFunction#open}; carries nothing yet. */
public interface OpenContext {}
