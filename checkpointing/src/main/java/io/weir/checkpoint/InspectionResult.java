package io.weir.checkpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of looking for a checkpoint that is whole.
 *
 * @param intact null if none is
 * @param skipped those that were looked at before, in that order
 */
public record InspectionResult(@Nullable CheckpointId intact, List<Skipped> skipped) {
    /** A checkpoint that is not whole. {@code why} is a sentence with a code. */
    public record Skipped(CheckpointId id, String why) {}

    public InspectionResult {
        skipped = List.copyOf(skipped);
    }
}
