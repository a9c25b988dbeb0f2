package io.weir.actors.protocol;

/** All control messages: Jackson CBOR, told apart by type names, never by class names. */
public interface ControlMessage {}
