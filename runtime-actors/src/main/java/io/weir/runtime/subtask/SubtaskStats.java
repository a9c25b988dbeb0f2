package io.weir.runtime.subtask;

import io.weir.runtime.cluster.Texts;
import io.weir.runtime.cluster.Within;
import io.weir.runtime.environment.UserMetric;
import java.util.List;

/**
 * The counters of one subtask at one moment; all count from the start of the attempt.
 *
 * @param state of the subtask, for example {@code RUNNING}
 * @param recordsIn read from channels or from the source
 * @param recordsOut emitted to channels and sinks
 * @param lateRecordsDropped by windows and joins
 * @param recordsWithoutTimestamp that an assigner of event time saw
 * @param recordsFarAhead that an assigner saw whose time is more than a day ahead of the clock: they make all others late
 * @param busyNanos spent in turns that did something
 * @param idleNanos with nothing to read
 * @param backPressuredNanos with something to read and no room downstream
 * @param inputWatermark {@link Long#MIN_VALUE} before the first
 * @param outputWatermark {@link Long#MIN_VALUE} before the first
 * @param inputQueueElements elements that wait in the input channels
 * @param outputQueueElements elements that wait for credit
 * @param batchesIn data elements read
 * @param batchesOut data elements sent
 * @param bytesOut bytes sent to other JVMs
 * @param userMetrics what functions of the job show, and its accumulators so far
 */
public record SubtaskStats(
        int vertex,
        int index,
        String name,
        String state,
        long recordsIn,
        long recordsOut,
        long lateRecordsDropped,
        long recordsWithoutTimestamp,
        long recordsFarAhead,
        long busyNanos,
        long idleNanos,
        long backPressuredNanos,

        @Within(least = Long.MIN_VALUE, most = Long.MAX_VALUE)
        long inputWatermark,

        @Within(least = Long.MIN_VALUE, most = Long.MAX_VALUE)
        long outputWatermark,

        int inputQueueElements,
        int outputQueueElements,
        long batchesIn,
        long batchesOut,
        long bytesOut,
        List<UserMetric> userMetrics) {
    /** The whole name of a long chain is told once for its vertex, not by each subtask. */
    private static final int SHORT_NAME = 200;

    public SubtaskStats {
        name = Texts.cut(name, SHORT_NAME);
        userMetrics = List.copyOf(userMetrics);
    }
}
