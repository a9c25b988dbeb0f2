package io.weir.samples.recommendations;

/** A user looked at a product. */
public record View(String user, String product) {}
