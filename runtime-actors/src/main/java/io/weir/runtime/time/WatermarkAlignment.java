package io.weir.runtime.time;

import io.weir.api.connector.SourceEvent;
import io.weir.api.time.SaturatedTime;
import io.weir.api.time.WatermarkAlignmentParams;
import java.util.HashMap;
import java.util.Map;

/**
 * The coordinator's part of watermark alignment: readers report how far they are, and are told how far they may go. A reader counts from its
 * first report on; one that is idle or has ended reports the end of time. Pure, confined to the coordinator's thread.
 */
public final class WatermarkAlignment {
    /** A reader's watermark; {@link Long#MAX_VALUE} if nobody need wait for it. */
    public record Report(long watermark) implements SourceEvent {}

    /** A reader, or split, whose watermark is above this has to wait. */
    public record Until(long watermark) implements SourceEvent {}

    private record Reader(String operatorId, int index) {}

    private final Map<String, WatermarkAlignmentParams> parameters = new HashMap<>();
    private final Map<String, Map<Reader, Long>> groups = new HashMap<>();

    /** A source takes part. */
    public void add(String operatorId, WatermarkAlignmentParams alignment) {
        parameters.put(operatorId, alignment);
        groups.putIfAbsent(alignment.getWatermarkGroup(), new HashMap<>());
    }

    /** What a reader said; the answer is for it. A source that was not added may go as far as it likes. */
    public Until onReport(String operatorId, int index, Report report) {
        WatermarkAlignmentParams alignment = parameters.get(operatorId);
        if (alignment == null) {
            return new Until(Long.MAX_VALUE);
        }
        Map<Reader, Long> group = groups.computeIfAbsent(alignment.getWatermarkGroup(), none -> new HashMap<>());
        group.put(new Reader(operatorId, index), report.watermark());
        long slowest = Long.MAX_VALUE;
        for (long watermark : group.values()) {
            slowest = Math.min(slowest, watermark);
        }
        return new Until(SaturatedTime.plus(slowest, alignment.getMaxAllowedWatermarkDrift()));
    }
}
