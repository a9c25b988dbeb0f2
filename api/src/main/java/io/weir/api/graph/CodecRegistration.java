package io.weir.api.graph;

import java.io.Serializable;

/**
 * A codec the user registered for a type.
 *
 * @param codec an {@code io.weir.api.serde.Codec} of {@code type}
 */
public record CodecRegistration(Class<?> type, Serializable codec) implements Serializable {}
