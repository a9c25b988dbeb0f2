package io.weir.benchmarks.kit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The one definition of every workload: record number i is a pure function of i, so each engine reads the same
 * records in any split of the index range. Source instance s of P reads i = s, s+P, s+2P, ...
 */
public enum Workload {
    /** source -> map -> filter (drops 1 of 8) -> exchange by key -> sink. */
    PASSTHROUGH(100_000),
    /** lines -> words -> running count per word; every update reaches the sink. */
    WORDCOUNT(10_000),
    /** running count per key over 1M long keys; every update reaches the sink. */
    KEYED_STATE(1_000_000),
    /** event time, tumbling 10 s, count and sum per key. */
    TUMBLING_WINDOW(10_000),
    /** event time, sliding 60 s by 5 s, count and sum per key. */
    SLIDING_WINDOW(1_000),
    /** event time, session gap 5 s, count and sum per key. */
    SESSION_WINDOW(10_000),
    /** fixed rate, running count per key, sink measures now - due time. Also used for recovery. */
    LATENCY(10_000);

    public static final long TUMBLE_MS = 10_000;
    public static final long SLIDE_SIZE_MS = 60_000;
    public static final long SLIDE_MS = 5_000;
    public static final long GAP_MS = 5_000;
    /** Event-time density. */
    public static final int EVENTS_PER_MS = 50;
    /** The largest disorder, and the watermark lag. */
    public static final int DISORDER_MS = 500;
    /** Session workload: a quarter of the keys is active in each epoch, so sessions are one epoch long. */
    public static final long EPOCH_MS = 10_000;

    public final int keys;

    Workload(int keys) {
        this.keys = keys;
    }

    public static Workload of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean eventTime() {
        return this == TUMBLING_WINDOW || this == SLIDING_WINDOW || this == SESSION_WINDOW;
    }

    // ---- generators -------------------------------------------------------------------------------------------

    private static final String[] PAYLOADS = payloads();
    private static final String[] LINES = lines();

    public static Rec rec(long i) {
        long r = Mix.at(i);
        return new Rec(i, Mix.bounded(r, PASSTHROUGH.keys), PAYLOADS[(int) r & (PAYLOADS.length - 1)]);
    }

    public static String line(long i) {
        return LINES[(int) Mix.at(i) & (LINES.length - 1)];
    }

    public Event event(long i) {
        long r = Mix.at(i);
        long base = i / EVENTS_PER_MS;
        long ts = base + DISORDER_MS - Mix.bounded(r << 32, DISORDER_MS);
        int key;
        if (this == SESSION_WINDOW) {
            int group = keys / 4;
            key = (int) ((base / EPOCH_MS) & 3) * group + Mix.bounded(r, group);
        } else {
            key = Mix.bounded(r, keys);
        }
        return new Event(key, r & 1023, ts);
    }

    private static String[] payloads() {
        Random random = new Random(11);
        String[] out = new String[1024];
        StringBuilder b = new StringBuilder();
        for (int n = 0; n < out.length; n++) {
            b.setLength(0);
            while (b.length() < 84) b.append((char) ('a' + random.nextInt(26)));
            out[n] = b.toString();
        }
        return out;
    }

    /** 32768 lines of 10 words drawn by a Zipf(1) law from 10 000 words. */
    private static String[] lines() {
        Random random = new Random(7);
        int n = 10_000;
        String[] words = new String[n];
        double[] cumulative = new double[n];
        double total = 0;
        for (int w = 0; w < n; w++) {
            StringBuilder b = new StringBuilder();
            for (int k = 3 + random.nextInt(6); k > 0; k--) b.append((char) ('a' + random.nextInt(26)));
            words[w] = b.append(w % 10).toString();
            cumulative[w] = total += 1.0 / (w + 1);
        }
        String[] out = new String[1 << 15];
        for (int l = 0; l < out.length; l++) {
            StringBuilder b = new StringBuilder();
            for (int k = 0; k < 10; k++) {
                int at = Arrays.binarySearch(cumulative, random.nextDouble() * total);
                if (k > 0) b.append(' ');
                b.append(words[Math.min(n - 1, at < 0 ? -at - 1 : at)]);
            }
            out[l] = b.toString();
        }
        return out;
    }

    // ---- shared user code -------------------------------------------------------------------------------------

    public static Rec map(Rec r) {
        return new Rec(r.id * 3 + 1, r.key, r.payload);
    }

    /** Index of the source record decides, so that every engine drops the same ones. */
    public static boolean keep(long mappedId) {
        return (Mix.mix(mappedId) & 7) != 0;
    }

    public static void words(String line, Consumer<String> out) {
        int from = 0;
        for (int to; (to = line.indexOf(' ', from)) >= 0; from = to + 1) out.accept(line.substring(from, to));
        out.accept(line.substring(from));
    }
}
