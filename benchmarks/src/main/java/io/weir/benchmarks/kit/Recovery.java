package io.weir.benchmarks.kit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sinks' time lines around a kill. Only sink instances opened after the kill count, so output that a
 * surviving task still wrote before it was cancelled does not.
 */
public final class Recovery {
    private static final long CAUGHT_UP_NANOS = 100_000_000;

    private Recovery() {}

    /** Adds the seconds from the kill to each step; null where a step was not reached. */
    public static void analyse(Probe probe, long killNanos, Map<String, @Nullable Object> out) throws IOException {
        Map<Integer, Long> first = new HashMap<>();
        Map<Integer, Long> fresh = new HashMap<>();
        Map<Integer, Long> caughtUp = new HashMap<>();
        int reopened = 0;
        long lastBefore = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(probe.dir()), "timeline-*")) {
            for (Path p : files) {
                List<String> name = List.of(p.getFileName().toString().split("-"));
                int sink = Integer.parseInt(name.get(1));
                boolean after = Long.parseLong(name.get(3)) > killNanos;
                if (after) {
                    reopened++;
                }
                for (String line : Files.readAllLines(p)) {
                    List<String> f = List.of(line.split(" "));
                    if (f.size() < 3) {
                        continue;
                    }
                    long now = Long.parseLong(f.get(0));
                    long due = Long.parseLong(f.get(2));
                    if (!after) {
                        lastBefore = Math.max(lastBefore, now);
                        continue;
                    }
                    first.merge(sink, now, Math::min);
                    if (due > killNanos) {
                        fresh.merge(sink, now, Math::min);
                    }
                    if (now - due < CAUGHT_UP_NANOS) {
                        caughtUp.merge(sink, now, Math::min);
                    }
                }
            }
        }
        out.put("kill_to_last_old_output_s", Harness.round((lastBefore - killNanos) / 1e9));
        put(out, "kill_to_first_output_s", killNanos, first, false);
        put(out, "kill_to_all_sinks_output_s", killNanos, first, true);
        put(out, "kill_to_first_new_output_s", killNanos, fresh, false);
        put(out, "kill_to_caught_up_100ms_s", killNanos, caughtUp, true);
        out.put("sink_instances_after_kill", reopened);
    }

    private static void put(
            Map<String, @Nullable Object> out, String name, long kill, Map<Integer, Long> times, boolean last) {
        List<Long> all = times.values().stream().sorted().toList();
        out.put(name, all.isEmpty() ? null : Harness.round((all.get(last ? all.size() - 1 : 0) - kill) / 1e9));
    }
}
