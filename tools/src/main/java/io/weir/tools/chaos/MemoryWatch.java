package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import io.weir.tools.chaos.Statistics.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resident memory of the nodes over the run: what a process needs that is old enough, compared with what others, before and after it, needed. So a
 * trend shows even where no process lives for long. Confined to one thread.
 */
final class MemoryWatch {
    private static final double EVERY_SECONDS = 2;
    private static final double OLD_ENOUGH_SECONDS = 8;
    private static final double APART_SECONDS = 30;
    private static final double MINUTE_SECONDS = 60;
    private static final long NANOS = 1_000_000_000;

    private final long beginNanos = System.nanoTime();
    /** By process id: when it was first seen, in seconds from the beginning. */
    private final Map<Long, Double> firstSeen = new HashMap<>();
    /** By name of the node. */
    private final Map<String, List<Point>> points = new HashMap<>();

    private double next;

    /** Looks if it is time. */
    void look(List<NodeProcess> nodes) {
        double now = (System.nanoTime() - beginNanos) / (double) NANOS;
        if (now < next) {
            return;
        }
        next = now + EVERY_SECONDS;
        for (NodeProcess node : nodes) {
            if (!node.isAlive()) {
                continue;
            }
            double since = firstSeen.computeIfAbsent(node.pid(), pid -> now);
            if (now - since >= OLD_ENOUGH_SECONDS) {
                ProcessFigures.of(node.pid())
                        .ifPresent(figures -> points.computeIfAbsent(node.name(), name -> new ArrayList<>())
                                .add(new Point(now, figures.rssKib())));
            }
        }
    }

    /** Not a number if there is too little to tell. */
    double kibPerMinute() {
        return Statistics.slope(points.values(), APART_SECONDS) * MINUTE_SECONDS;
    }
}
