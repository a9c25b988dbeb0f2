package io.weir.samples.sideoutputs;

/** What a sensor measured, in degrees Celsius. */
public record Reading(String sensor, double celsius) {}
