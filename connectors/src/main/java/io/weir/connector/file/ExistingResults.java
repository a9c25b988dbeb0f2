package io.weir.connector.file;

/**
 * What a {@link FileSink} does when a run starts from nothing and its directory holds files that it has not written, for example those of an earlier run: whoever
 * reads the directory would read both. Hidden files, whose names or directories start with a dot or an underscore, do not count. A run that goes on from a
 * checkpoint is not asked.
 */
public enum ExistingResults {
    /** The sink writes beside them, and says so in the log as [SINK-706]. */
    KEEP,
    /** The job fails with [SINK-706] before it writes anything, and does not start again by itself. */
    REFUSE
}
