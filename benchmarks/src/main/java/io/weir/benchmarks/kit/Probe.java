package io.weir.benchmarks.kit;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What sources and sinks report, as small files in one folder, so that one mechanism serves in-process and
 * multi-process runs. System.nanoTime() is CLOCK_MONOTONIC on Linux and so comparable between processes of a host.
 */
public final class Probe implements Serializable {
    private final String dir;

    public Probe(String dir) {
        this.dir = dir;
    }

    /** CPU time of this process. */
    public static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** A source instance is about to generate its first record. */
    public void started(int source) {
        write("start-" + source + "-" + pid(), System.nanoTime() + " " + cpuNanos());
    }

    /** A source instance has generated half of its records. */
    public void half(int source) {
        write("half-" + source, System.nanoTime() + " " + cpuNanos());
    }

    /** A source instance heard that a checkpoint is complete, so long after its own snapshot. */
    public void checkpointed(int source, long checkpoint, long nanos) {
        write("cp-" + checkpoint + "-" + source, Long.toString(nanos));
    }

    /** For one instance of the sink, from 0; opened now. */
    public Sink sink(int index) {
        return new Sink(index);
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(Path.of(dir));
            Files.writeString(Path.of(dir, name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sink side of one sink instance: single-threaded. */
    public final class Sink {
        private static final long MARK_EVERY_NANOS = 2_000_000;
        private static final long LEFT_OUT_NANOS = 5_000_000_000L;

        private final int index;
        private final long openedAt = System.nanoTime();
        private final Path timelineFile;
        private long count;
        private long sum;
        private @Nullable Histogram latency;
        private long histogramFrom;
        private long maxDue;
        private long lastMark;

        private Sink(int index) {
            this.index = index;
            this.timelineFile = Path.of(dir, "timeline-" + index + "-" + pid() + "-" + openedAt);
        }

        public void add(long contribution) {
            count++;
            sum += contribution;
        }

        /** Latency workload: dueNanos is when the source had to emit. The first 5 s of records are not recorded. */
        public void due(long dueNanos) {
            long now = System.nanoTime();
            Histogram recorded = latency;
            if (recorded == null) {
                recorded = new Histogram(60_000_000_000L, 3);
                latency = recorded;
                histogramFrom = dueNanos + LEFT_OUT_NANOS;
            }
            if (dueNanos >= histogramFrom) {
                recorded.recordValue(Math.max(0, now - dueNanos));
            }
            if (dueNanos > maxDue) {
                maxDue = dueNanos;
            }
            count++;
            if (now - lastMark > MARK_EVERY_NANOS) {
                mark(now);
                lastMark = now;
            }
        }

        private void mark(long now) {
            try {
                Files.writeString(
                        timelineFile,
                        now + " " + count + " " + maxDue + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** This sink instance has seen the end of the stream. */
        public void end() {
            long cpu = cpuNanos();
            StringBuilder b = new StringBuilder();
            b.append(System.nanoTime()).append(' ').append(cpu);
            b.append(' ').append(count).append(' ').append(sum);
            Histogram recorded = latency;
            if (recorded != null) {
                ByteBuffer buffer = ByteBuffer.allocate(recorded.getNeededByteBufferCapacity());
                int n = recorded.encodeIntoByteBuffer(buffer);
                b.append(' ').append(Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), n)));
            }
            write("end-" + index, b.toString());
        }
    }

    // ---- reading it back --------------------------------------------------------------------------------------

    /** What all instances reported together. */
    public static final class Result {
        public long startNanos = Long.MAX_VALUE;
        public long halfNanos;
        public long endNanos;
        public long count;
        public long sum;
        public long cpuNanos;
        public int sinks;
        public @Nullable Histogram latency;

        /** From the first record of the first source to the end of the last sink. */
        public double seconds() {
            return (endNanos - startNanos) / 1e9;
        }
    }

    public Result collect() {
        Result r = new Result();
        long startCpu = Long.MAX_VALUE;
        long endCpu = 0;
        for (String[] f : read("start-")) {
            r.startNanos = Math.min(r.startNanos, Long.parseLong(f[0]));
            startCpu = Math.min(startCpu, Long.parseLong(f[1]));
        }
        // The mean over the sources: about when half of all records were out, even if one source runs ahead.
        List<String[]> halves = read("half-");
        for (String[] f : halves) {
            r.halfNanos += Long.parseLong(f[0]) / halves.size();
        }
        for (String[] f : read("end-")) {
            r.sinks++;
            r.endNanos = Math.max(r.endNanos, Long.parseLong(f[0]));
            endCpu = Math.max(endCpu, Long.parseLong(f[1]));
            r.count += Long.parseLong(f[2]);
            r.sum += Long.parseLong(f[3]);
            if (f.length > 4) {
                add(r, f[4]);
            }
        }
        r.cpuNanos = endCpu - startCpu;
        return r;
    }

    private static void add(Result r, String encoded) {
        Histogram one = Histogram.decodeFromByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0);
        Histogram all = r.latency;
        if (all == null) {
            r.latency = one;
        } else {
            all.add(one);
        }
    }

    /** Of each checkpoint how long the slowest source instance waited for it, sorted. */
    public double[] checkpointMillis() {
        Map<String, Double> slowest = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(dir), "cp-*")) {
            for (Path p : files) {
                String name = p.getFileName().toString();
                double millis = Long.parseLong(Files.readString(p).trim()) / 1e6;
                slowest.merge(name.substring(0, name.lastIndexOf('-')), millis, Math::max);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return slowest.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    /** The words of each file whose name begins so; none if nothing was reported yet. */
    public List<String[]> read(String prefix) {
        List<String[]> out = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(dir), prefix + "*")) {
            for (Path p : files) {
                out.add(Files.readString(p).trim().split(" "));
            }
        } catch (NoSuchFileException e) {
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    public String dir() {
        return dir;
    }
}
