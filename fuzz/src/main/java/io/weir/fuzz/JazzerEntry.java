package io.weir.fuzz;

/** What Jazzer calls: one target in a process, named by {@code -Dweir.fuzz.target}. */
public final class JazzerEntry {
    private static final FuzzTarget<?> TARGET = FuzzTargets.named(System.getProperty("weir.fuzz.target", ""));

    private JazzerEntry() {}

    /** Called for each input; what it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        Rule.check(TARGET, input);
    }
}
