package io.weir.samples.sessions;

/**
 * A user opened a page.
 *
 * @param second of the day, when it happened
 */
public record Click(String user, int second) {}
