package io.weir.api.serde;

/** What Flink programs hand to {@link TypeInformation#createSerializer}: {@code env.getConfig()} is one. Nothing is read from it. */
public interface SerializerConfig {}
