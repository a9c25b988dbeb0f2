package io.weir.samples.stocks;

/**
 * Shares changed hands.
 *
 * @param second of the day
 * @param cents for one share
 */
public record Trade(String symbol, int second, long cents, int shares) {}
