package io.weir.api.connector;

/** A part of a source's data that one reader reads, with the position reached when it stands in a snapshot. */
public interface SourceSplit {
    /** Unique within the source, and the same after a restart. */
    String splitId();
}
