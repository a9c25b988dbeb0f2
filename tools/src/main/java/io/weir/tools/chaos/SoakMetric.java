package io.weir.tools.chaos;

/** What must stay flat, and what still counts as flat whatever the median is. */
public enum SoakMetric {
    /** Of each node, after a collection that the watch asks for. */
    LIVE_HEAP_KIB("live heap KiB", 8 * 1024),
    RSS_KIB("RSS KiB", 24 * 1024),
    THREADS("threads", 6),
    HANDLES("handles", 24),
    /** In the temporary and the working directory of each node. */
    TEMPORARY_FILES("temporary files", 24),
    CHECKPOINT_FILES("checkpoint files", 48),
    CHECKPOINT_KIB("checkpoint KiB", 4 * 1024),
    JOURNAL_KIB("journal KiB", 4 * 1024);

    private final String label;
    private final double floor;

    SoakMetric(String label, double floor) {
        this.label = label;
        this.floor = floor;
    }

    String label() {
        return label;
    }

    /** Growth over a whole run up to this is none. */
    double floor() {
        return floor;
    }
}
