package io.weir.api.connector;

import java.io.Serializable;

/** A message between an enumerator and its readers. */
public interface SourceEvent extends Serializable {}
