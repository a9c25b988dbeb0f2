package io.weir.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.typesafe.config.ConfigException;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.InvalidJobException;
import io.weir.runtime.failure.Quoted;
import io.weir.runtime.subtask.SubtaskStats;
import io.weir.runtime.subtask.UserMetric;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What users read: tables and sentences, or the same as JSON. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Report() {}

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reply cannot be written as JSON", e);
        }
    }

    /** The sentence of a failure: its own where it has a code, else its class and message. */
    static String sentenceOf(Throwable failure) {
        Throwable at = failure;
        while (at != null) {
            if (at instanceof InvalidJobException job) {
                return String.join("\n", job.problems());
            }
            String message = at.getMessage();
            if (message != null && message.startsWith("[")) {
                return message;
            }
            if (message != null && at instanceof ConfigException && message.contains(": [CFG-")) {
                return message.substring(message.indexOf("[CFG-")); // ConfigException puts the path before it
            }
            at = at.getCause();
        }
        return "[CLI-500] The command failed: " + failure
                + ". If the sentence does not tell why, run it again with WEIR_DEBUG=1 for the whole trace.";
    }

    static String jobs(ClientReply.Jobs jobs) {
        if (jobs.jobs().isEmpty()) {
            return "no jobs";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("JOB", "STATUS", "SUBMITTED", "NAME"));
        for (ClientReply.JobSummary job : jobs.jobs()) {
            rows.add(
                    List.of(job.jobId(), job.status().name(), time(job.submittedAtMillis()), Quoted.plain(job.name())));
        }
        return table(rows);
    }

    static String restarted(ClientReply.RestartAccepted answer) {
        Long from = answer.fromCheckpoint();
        String where =
                answer.resumed() ? "where it was" : from == null ? "from the beginning" : "from checkpoint " + from;
        return "job " + answer.jobId() + " goes on " + where;
    }

    static String status(ClientReply.Job job) {
        StringBuilder text = new StringBuilder();
        ClientReply.JobSummary summary = job.summary();
        line(text, "job", summary.jobId() + "  " + Quoted.plain(summary.name()));
        line(text, "status", summary.status() + (summary.sentence().isEmpty() ? "" : "  " + summary.sentence()));
        line(text, "submitted", time(summary.submittedAtMillis()));
        if (summary.endedAtMillis() > 0) {
            line(text, "ended", time(summary.endedAtMillis()));
        }
        Long restored = job.restoredFrom();
        line(
                text,
                "attempt",
                "epoch " + job.epoch() + ", " + job.restarts() + " restarts"
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
        if (!job.vertices().isEmpty()) {
            text.append('\n').append(vertices(job.vertices())).append(userMetrics(job.vertices()));
        }
        for (ClientReply.FailureEntry failure : job.failures()) {
            text.append('\n')
                    .append(time(failure.atMillis()))
                    .append("  ")
                    .append(failure.kind())
                    .append("  ")
                    .append(failure.sentence());
        }
        return text.toString();
    }

    private static String lastCheckpoint(ClientReply.@Nullable CheckpointEntry last) {
        return last == null
                ? ""
                : "; last " + last.id() + " " + last.status()
                        + (last.durationMillis() < 0 ? "" : " in " + last.durationMillis() + " ms") + ", "
                        + bytes(last.stateBytes());
    }

    private static String vertices(List<ClientReply.Vertex> vertices) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "OPERATORS",
                "SUBTASK",
                "STATE",
                "RECORDS IN",
                "RECORDS OUT",
                "BUSY",
                "IDLE",
                "BACKPRESSURED",
                "WATERMARK",
                "QUEUED IN/OUT",
                "LATE/UNTIMED/AHEAD"));
        for (ClientReply.Vertex vertex : vertices) {
            for (SubtaskStats each : vertex.subtasks()) {
                rows.add(List.of(
                        each.index() == 0 ? Quoted.plain(vertex.name()) : "",
                        (each.index() + 1) + "/" + vertex.parallelism(),
                        each.state(),
                        Long.toString(each.recordsIn()),
                        Long.toString(each.recordsOut()),
                        share(each.busyNanos(), each),
                        share(each.idleNanos(), each),
                        share(each.backPressuredNanos(), each),
                        watermark(each.outputWatermark()),
                        each.inputQueueElements() + "/" + each.outputQueueElements(),
                        each.lateRecordsDropped() + "/" + each.recordsWithoutTimestamp() + "/"
                                + each.recordsFarAhead()));
            }
        }
        return table(rows);
    }

    /** What the job's own functions show; nothing if they show nothing. */
    private static String userMetrics(List<ClientReply.Vertex> vertices) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("OPERATOR", "SUBTASK", "METRIC", "VALUE"));
        for (ClientReply.Vertex vertex : vertices) {
            for (SubtaskStats each : vertex.subtasks()) {
                for (UserMetric metric : each.userMetrics()) {
                    rows.add(List.of(
                            metric.operator(),
                            (each.index() + 1) + "/" + vertex.parallelism(),
                            Quoted.plain(metric.name()),
                            metric.value()));
                }
            }
        }
        return rows.size() == 1 ? "" : "\n" + table(rows);
    }

    private static String share(long part, SubtaskStats of) {
        long all = of.busyNanos() + of.idleNanos() + of.backPressuredNanos();
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

    static String checkpoints(ClientReply.Checkpoints checkpoints) {
        if (!checkpoints.enabled()) {
            return "job " + checkpoints.jobId() + " takes no checkpoints";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("CHECKPOINT", "STATUS", "TRIGGERED", "DURATION", "STATE", "DETAIL"));
        for (ClientReply.CheckpointEntry each : checkpoints.newestFirst()) {
            rows.add(List.of(
                    Long.toString(each.id()),
                    each.status(),
                    time(each.triggeredAtMillis()),
                    each.durationMillis() < 0 ? "-" : each.durationMillis() + " ms",
                    bytes(each.stateBytes()),
                    each.detail()));
        }
        return checkpoints.completed() + " completed, " + checkpoints.failed() + " failed, in "
                + checkpoints.storageUri() + "\n" + table(rows);
    }

    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1024 * 1024 ? bytes / 1024 + " KiB" : bytes / (1024 * 1024) + " MiB";
    }

    static String time(long millis) {
        return millis <= 0 ? "-" : TIME.format(Instant.ofEpochMilli(millis));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-12s %s%n", name, value));
    }

    /** Columns as wide as their widest cell; the first row is the head. */
    static String table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                width[column] = Math.max(width[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder one = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                one.append(row.get(column))
                        .append(" ".repeat(width[column] - row.get(column).length() + 2));
            }
            text.append(one.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
