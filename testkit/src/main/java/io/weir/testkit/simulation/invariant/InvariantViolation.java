package io.weir.testkit.simulation.invariant;

/** A rule was broken: the run ends here. An error, so that no code under test catches it. */
public final class InvariantViolation extends Error {
    private static final long serialVersionUID = 1L;

    public InvariantViolation(String invariant, String sentence) {
        super(invariant + ": " + sentence);
    }
}
