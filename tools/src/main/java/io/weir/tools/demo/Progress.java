package io.weir.tools.demo;

import io.weir.actors.protocol.ClientReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a demo is, made of what is known from outside: the committed files, the processes, and the answers of the cluster. Pure: knows no
 * clock, file or cluster. All times are milliseconds since the job was submitted.
 */
final class Progress {
    private static final long RATE_MILLIS = 3_000;
    private static final int BAR = 30;

    /** What the cluster last said; it says nothing while nobody leads it. */
    record Answer(
            long attempt,
            @Nullable Long restoredFrom,
            long checkpoints,
            long newestCheckpoint,
            long newestMillis,
            String leader) {
        /** {@code newestFirst}: the checkpoints of the job. */
        static Answer of(ClientReply.Job job, List<ClientReply.CheckpointEntry> newestFirst, String leader) {
            ClientReply.CheckpointEntry newest = newestFirst.stream()
                    .filter(entry -> entry.status().equals("COMPLETED"))
                    .findFirst()
                    .orElse(null);
            return new Answer(
                    job.epoch(),
                    job.restoredFrom(),
                    job.completedCheckpoints(),
                    newest == null ? 0 : newest.id(),
                    newest == null ? 0 : newest.durationMillis(),
                    leader);
        }
    }

    /** A process. */
    record Node(String name, boolean alive) {}

    /** @param words in committed files */
    record Look(
            long millis,
            long words,
            List<Node> nodes,
            @Nullable Answer answer) {}

    private final long allWords;
    private Look newest = new Look(0, 0, List.of(), null);
    private final Deque<Look> looks = new ArrayDeque<>(List.of(newest));
    private @Nullable Kill recovered;
    private @Nullable String killed;
    private long killedAt;

    Progress(long allWords) {
        this.allWords = allWords;
    }

    /** Later than all before. */
    void look(Look look) {
        newest = look;
        looks.addLast(look);
        while (looks.size() > 2 && look.millis() - looks.getFirst().millis() > RATE_MILLIS) {
            looks.removeFirst();
        }
    }

    /** Until {@link #recovered} somebody waits for output. */
    void killed(String node, long millis) {
        killed = node;
        killedAt = millis;
    }

    /** Output flows again; the cluster's next answer may come later than this is known. */
    void recovered(Kill kill) {
        killed = null;
        recovered = kill;
    }

    /** All of it in one line, for where nothing can be drawn over. */
    String line() {
        Answer answer = newest.answer();
        String line = format("%4d s %7d of %d words %6d/s", seconds(), newest.words(), allWords, rate());
        if (answer != null && answer.newestCheckpoint() > 0) {
            line += format("  checkpoint %d in %d ms", answer.newestCheckpoint(), answer.newestMillis());
        }
        if (killed != null) {
            return line + "  recovering";
        }
        return answer == null ? line : line + "  attempt " + attempt(answer);
    }

    /** A few lines that change in place. */
    List<String> area() {
        List<String> area = new ArrayList<>();
        area.add("");
        area.add(format(
                "  words        %d of %d  %s  %d/s",
                newest.words(), allWords, bar(newest.words() * BAR / Math.max(1, allWords)), rate()));
        Answer answer = newest.answer();
        if (answer != null) {
            area.add(format("  checkpoints  %d completed", answer.checkpoints())
                    + (answer.newestCheckpoint() == 0
                            ? ""
                            : format(", number %d in %d ms", answer.newestCheckpoint(), answer.newestMillis())));
            Long from = restoredFrom(answer);
            area.add("  attempt      " + attempt(answer) + (from == null ? "" : ", from checkpoint " + from));
        }
        area.add("  nodes        " + newest.nodes().stream().map(this::state).collect(Collectors.joining(", ")));
        area.add(format("  time         %d s", seconds())
                + (killed == null
                        ? ""
                        : format(
                                ", %s was killed %.1f s ago: no new output yet",
                                killed, (newest.millis() - killedAt) / 1000.0)));
        return area;
    }

    private long attempt(Answer answer) {
        return recovered == null ? answer.attempt() : Math.max(answer.attempt(), recovered.attempt());
    }

    private @Nullable Long restoredFrom(Answer answer) {
        return recovered != null && recovered.attempt() > answer.attempt()
                ? recovered.restoredCheckpoint()
                : answer.restoredFrom();
    }

    private long seconds() {
        return newest.millis() / 1000;
    }

    /** Words a second, of the last seconds. */
    private long rate() {
        Look first = looks.getFirst();
        long millis = newest.millis() - first.millis();
        return millis <= 0 ? 0 : (newest.words() - first.words()) * 1000 / millis;
    }

    private String state(Node node) {
        Answer answer = newest.answer();
        boolean leads = answer != null && answer.leader().equals(node.name());
        return node.name() + (!node.alive() ? " is down" : leads ? " leads" : " is up");
    }

    private static String bar(long full) {
        int filled = (int) Math.max(0, Math.min(BAR, full));
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
