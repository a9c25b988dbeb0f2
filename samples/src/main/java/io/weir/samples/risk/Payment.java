package io.weir.samples.risk;

/**
 * A user wants to pay.
 *
 * @param second of the day
 * @param country where the card is used, two letters
 */
public record Payment(String user, int second, long cents, String country) {}
