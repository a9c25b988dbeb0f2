package io.weir.launch;

import io.weir.actors.protocol.ClientReply;
import io.weir.runtime.environment.UserMetric;
import io.weir.runtime.failure.Quoted;
import io.weir.runtime.subtask.SubtaskStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code weir status} shows of a job, in lines of a given width. Rates are records a second: since the last look if there was one,
 * else since the subtask began. They are of the subtask's own time, so that they need no clock here.
 */
final class StatusReport {
    private static final double NANOS_A_SECOND = 1e9;
    private static final int LABEL = 13;

    private final ClientReply.Job job;
    private final ClientReply.@Nullable Job before;
    private final int width;

    private StatusReport(ClientReply.Job job, ClientReply.@Nullable Job before, int width) {
        this.job = job;
        this.before = before != null && before.epoch() == job.epoch() ? before : null;
        this.width = width;
    }

    /** {@code before}: the answer of the last look; null at the first. */
    static String of(ClientReply.Job job, ClientReply.@Nullable Job before, int width) {
        return new StatusReport(job, before, width).text();
    }

    /** A report that is so many seconds old, because nobody answers. */
    static String old(String report, int seconds) {
        String silence = "no answer from the cluster for " + seconds + " s";
        return report.isEmpty() ? silence : silence + "; this is what was so before:\n" + report;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        ClientReply.JobSummary summary = job.summary();
        line(text, "job", summary.jobId() + "  " + Quoted.plain(summary.name()));
        line(text, "status", summary.status() + (summary.sentence().isEmpty() ? "" : "  " + summary.sentence()));
        line(text, "submitted", Report.time(summary.submittedAtMillis()));
        if (summary.endedAtMillis() > 0) {
            line(text, "ended", Report.time(summary.endedAtMillis()));
        }
        if (summary.status().isGloballyTerminalState() && job.epoch() == 0) {
            line(text, "attempt", "none that this leader knows: the job never ran, or another leader ran it");
        } else {
            attempt(text);
        }
        for (ClientReply.Vertex vertex : job.vertices()) {
            text.append('\n')
                    .append(Terminal.cut(Quoted.plain(vertex.name()), width))
                    .append('\n')
                    .append(subtasks(vertex));
        }
        text.append(userMetrics());
        for (ClientReply.FailureEntry failure : job.failures()) {
            text.append('\n')
                    .append(Terminal.wrap(
                            Report.time(failure.atMillis()) + "  " + failure.kind() + "  " + failure.sentence(),
                            width,
                            2));
        }
        return text.toString();
    }

    private void attempt(StringBuilder text) {
        Long restored = job.restoredFrom();
        line(
                text,
                "attempt",
                "epoch " + job.epoch() + ", " + Report.count(job.restarts(), "restart")
                        + (restored == null ? "" : ", restored from checkpoint " + restored));
        line(
                text,
                "workers",
                String.join(
                        "  ",
                        job.workers().stream().map(Object::toString).distinct().toList()));
        line(
                text,
                "checkpoints",
                job.completedCheckpoints() + " completed, " + job.failedCheckpoints() + " failed"
                        + lastCheckpoint(job.lastCheckpoint()));
    }

    private void line(StringBuilder text, String name, String value) {
        text.append(Terminal.wrap(String.format(Locale.ROOT, "%-12s %s", name, value), width, LABEL))
                .append('\n');
    }

    private static String lastCheckpoint(ClientReply.@Nullable CheckpointEntry last) {
        return last == null
                ? ""
                : "; last " + last.id() + " " + last.status()
                        + (last.durationMillis() < 0 ? "" : " in " + last.durationMillis() + " ms") + ", "
                        + Report.bytes(last.stateBytes());
    }

    private String subtasks(ClientReply.Vertex vertex) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "  SUBTASK",
                "STATE",
                "RECORDS IN",
                "IN/S",
                "RECORDS OUT",
                "OUT/S",
                "BUSY",
                "IDLE",
                "BACKPRESSURED",
                "WATERMARK",
                "QUEUED IN/OUT",
                "LATE/UNTIMED/AHEAD"));
        for (SubtaskStats each : vertex.subtasks()) {
            SubtaskStats last = lastLookAt(each);
            rows.add(List.of(
                    "  " + (each.index() + 1) + "/" + vertex.parallelism(),
                    each.state(),
                    Long.toString(each.recordsIn()),
                    rate(each.recordsIn(), last == null ? 0 : last.recordsIn(), each, last),
                    Long.toString(each.recordsOut()),
                    rate(each.recordsOut(), last == null ? 0 : last.recordsOut(), each, last),
                    share(each.busyNanos(), each),
                    share(each.idleNanos(), each),
                    share(each.backPressuredNanos(), each),
                    watermark(each.outputWatermark()),
                    each.inputQueueElements() + "/" + each.outputQueueElements(),
                    each.lateRecordsDropped() + "/" + each.recordsWithoutTimestamp() + "/" + each.recordsFarAhead()));
        }
        return rows.size() == 1 ? "" : Terminal.table(rows, width);
    }

    private @Nullable SubtaskStats lastLookAt(SubtaskStats now) {
        if (before == null) {
            return null;
        }
        return before.vertices().stream()
                .flatMap(vertex -> vertex.subtasks().stream())
                .filter(old -> old.vertex() == now.vertex() && old.index() == now.index() && lived(old) < lived(now))
                .findFirst()
                .orElse(null);
    }

    private static String rate(long now, long then, SubtaskStats stats, @Nullable SubtaskStats last) {
        long nanos = lived(stats) - (last == null ? 0 : lived(last));
        return nanos <= 0 ? "-" : Long.toString(Math.round((now - then) * NANOS_A_SECOND / nanos));
    }

    private static long lived(SubtaskStats of) {
        return of.busyNanos() + of.idleNanos() + of.backPressuredNanos();
    }

    private static String share(long part, SubtaskStats of) {
        long all = lived(of);
        return all <= 0 ? "-" : Math.round(100.0 * part / all) + " %";
    }

    private static String watermark(long watermark) {
        if (watermark == Long.MIN_VALUE) {
            return "-";
        }
        return watermark == Long.MAX_VALUE
                ? "end"
                : Instant.ofEpochMilli(watermark).toString();
    }

    /** What the job's own functions show; nothing if they show nothing. */
    private String userMetrics() {
        StringBuilder text = new StringBuilder();
        for (ClientReply.Vertex vertex : job.vertices()) {
            for (SubtaskStats each : vertex.subtasks()) {
                for (UserMetric metric : each.userMetrics()) {
                    text.append(Terminal.wrap(
                                    metric.operator() + "  " + (each.index() + 1) + "/" + vertex.parallelism() + "  "
                                            + Quoted.plain(metric.name()) + "  " + metric.value(),
                                    width,
                                    2))
                            .append('\n');
                }
            }
        }
        return text.isEmpty() ? "" : "\nOPERATOR  SUBTASK  METRIC  VALUE\n" + text;
    }
}
