package io.weir.runtime.subtask;

/**
 * A number that a function of a job shows, as text.
 *
 * @param operator its name
 * @param name with the groups it is in, separated by dots
 */
public record UserMetric(String operator, String name, String value) {}
