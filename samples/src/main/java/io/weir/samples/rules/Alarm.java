package io.weir.samples.rules;

/** A reading that is above the limit of a rule. */
public record Alarm(String rule, Reading reading) {
    @Override
    public String toString() {
        return rule + ": " + reading.sensor() + " has " + reading.celsius() + " degrees";
    }
}
