package io.weir.api.function;

import java.io.Serializable;

/** Anything a user hands to an operator. It is copied to each subtask by Java serialization, once, when the job starts. */
public interface Function extends Serializable {}
