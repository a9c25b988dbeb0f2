package io.weir.api.window.assigner;

/** The sentences about windows that cannot be. */
final class WindowErrors {
    private WindowErrors() {}

    static IllegalArgumentException offsetOutOfRange(String assigner, String parameters) {
        return new IllegalArgumentException("[API-130] " + assigner + " was given " + parameters
                + ". Size and slide must be above 0, and an offset must be smaller than the size (the slide, if there is one), "
                + "whichever its sign: larger ones mean the same as the remainder. Correct the numbers.");
    }

    static IllegalArgumentException gap(String assigner, long gapMillis) {
        return new IllegalArgumentException("[API-130] " + assigner + " was given a gap of " + gapMillis
                + " ms. A session lasts at least 1 ms after its last record. Give a gap above 0.");
    }

    static IllegalArgumentException noTimestamp(String assigner) {
        return new IllegalArgumentException(
                "[API-106] " + assigner
                        + " got a record without timestamp. Event time windows sort records by it. "
                        + "Call assignTimestampsAndWatermarks(...) before the window, give fromSource a WatermarkStrategy, or use processing time windows.");
    }
}
