package io.weir.fuzz;

/** What Jazzer calls: one target in a process, named by {@code -Dfuzz.target}. */
public final class JazzerEntry {
    private static final FuzzTarget<?> TARGET = FuzzTargets.named(System.getProperty("fuzz.target", ""));

    private JazzerEntry() {}

    /** Called once, without a limit of time: loads what the first input would have to wait for. */
    public static void fuzzerInitialize() throws Exception {
        for (byte[] seed : TARGET.seeds()) {
            Rule.check(TARGET, seed);
        }
    }

    /** Called for each input; what it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        Rule.check(TARGET, input);
    }
}
