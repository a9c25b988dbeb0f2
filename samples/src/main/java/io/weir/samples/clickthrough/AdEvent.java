package io.weir.samples.clickthrough;

/**
 * An advertisement was shown, or somebody clicked on it.
 *
 * @param second of the day
 */
public record AdEvent(String ad, int second, boolean click) {}
