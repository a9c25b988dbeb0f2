package io.weir.api.connector;

/**
 * A {@link Source} whose records never have timestamps of their own. A program that reads only such sources, and assigns no time anywhere, has no event
 * time: its {@code timeWindow} follows the clock.
 */
public interface UntimedSource {}
