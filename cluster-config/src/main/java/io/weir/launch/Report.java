package io.weir.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.typesafe.config.ConfigException;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.InvalidJobException;
import io.weir.runtime.failure.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** What users read: tables and sentences, or the same as JSON. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Report() {}

    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reply cannot be written as JSON", e);
        }
    }

    /** The sentence of a failure: its own where it has a code, else its class and message. */
    public static String sentenceOf(Throwable failure) {
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

    static String nodes(ClientReply.Cluster cluster) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("WORKER", "SLOTS", "USED", "FREE", "STATE"));
        for (ClientReply.Worker each : cluster.workers()) {
            rows.add(List.of(
                    each.worker().toString(),
                    Integer.toString(each.slots()),
                    Integer.toString(each.usedSlots()),
                    Integer.toString(each.slots() - each.usedSlots()),
                    each.leaving() ? "leaving" : "up"));
        }
        return count(cluster.workers().size(), "worker") + ", " + count(cluster.slots(), "slot") + ", "
                + cluster.freeSlots() + " free; the leader is " + address(cluster.leader()) + "\n"
                + (rows.size() == 1 ? "" : table(rows));
    }

    /** Of a leader's whole name, {@code pekko://weir@host:port#incarnation}, what {@code --cluster} takes. */
    private static String address(String leader) {
        String of = leader.substring(leader.indexOf('@') + 1);
        int incarnation = of.indexOf('#');
        return incarnation < 0 ? of : of.substring(0, incarnation);
    }

    /** {@code 1 slot}, {@code 2 slots}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String checkpoints(ClientReply.Checkpoints checkpoints) {
        if (!checkpoints.enabled()) {
            return "job " + checkpoints.jobId() + " takes no checkpoints";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "CHECKPOINT", "STATUS", "TRIGGERED", "DURATION", "ALIGNED", "SYNC", "ASYNC", "STATE", "DETAIL"));
        for (ClientReply.CheckpointEntry each : checkpoints.newestFirst()) {
            rows.add(List.of(
                    Long.toString(each.id()),
                    each.status(),
                    time(each.triggeredAtMillis()),
                    each.durationMillis() < 0 ? "-" : each.durationMillis() + " ms",
                    slowest(each, ClientReply.SubtaskCheckpoint::alignmentMicros),
                    slowest(each, ClientReply.SubtaskCheckpoint::syncMicros),
                    slowest(each, ClientReply.SubtaskCheckpoint::asyncMicros),
                    bytes(each.stateBytes()),
                    each.detail()));
        }
        return checkpoints.completed() + " completed, " + checkpoints.failed() + " failed, in "
                + checkpoints.storageUri() + "\n" + table(rows);
    }

    /** Of the subtask that took longest. */
    private static String slowest(
            ClientReply.CheckpointEntry checkpoint, ToLongFunction<ClientReply.SubtaskCheckpoint> micros) {
        OptionalLong most = checkpoint.subtasks().stream().mapToLong(micros).max();
        return most.isEmpty() ? "-" : (most.getAsLong() + 500) / 1_000 + " ms";
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
