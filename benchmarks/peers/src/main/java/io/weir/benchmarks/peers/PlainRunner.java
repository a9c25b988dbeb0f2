package io.weir.benchmarks.peers;

import io.weir.benchmarks.kit.Event;
import io.weir.benchmarks.kit.Mix;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import io.weir.benchmarks.kit.Rec;
import io.weir.benchmarks.kit.Workload;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The physical limit: a hand-written loop with java.util.HashMap and no runtime at all. With P threads each thread
 * generates its share, passes batches of 1024 records to the owner of the key through a queue, and owns 1/P of the
 * keys. Nothing is checkpointed.
 */
final class PlainRunner {
    private PlainRunner() {}

    private static final int BATCH = 1024;

    static Map<String, Object> run(Options o) throws Exception {
        int p = o.parallelism();
        Worker[] workers = new Worker[p];
        for (int n = 0; n < p; n++) workers[n] = new Worker(n, p, o);
        for (Worker w : workers) w.peers = workers;
        Thread[] threads = new Thread[p];
        for (int n = 0; n < p; n++) (threads[n] = new Thread(workers[n], "worker-" + n)).start();
        for (Thread t : threads) t.join();
        return new LinkedHashMap<>();
    }

    private static final class Batch {
        final int from;
        final Object[] items = new Object[BATCH];
        int size;
        long watermark = Long.MIN_VALUE;
        boolean last;

        Batch(int from) {
            this.from = from;
        }
    }

    private static final class Worker implements Runnable {
        final int index, p;
        final Workload w;
        final long share;
        final Probe probe;
        final Probe.Sink sink;
        final ArrayBlockingQueue<Batch> in = new ArrayBlockingQueue<>(16);
        final Batch[] out;
        final long[] watermarks;
        final Logic logic;
        Worker[] peers;
        long watermark = Long.MIN_VALUE, maxTs = Long.MIN_VALUE;
        int ended;

        Worker(int index, int p, Options o) {
            this.index = index;
            this.p = p;
            this.w = o.workload();
            this.share = o.records() / p;
            this.probe = o.probe();
            this.sink = probe.sink(index);
            this.logic = Logic.of(w, sink);
            this.out = new Batch[p];
            this.watermarks = new long[p];
            for (int n = 0; n < p; n++) {
                out[n] = new Batch(index);
                watermarks[n] = Long.MIN_VALUE;
            }
        }

        @Override
        public void run() {
            probe.started(index);
            for (long n = 0; n < share; n++) {
                long i = index + n * p;
                switch (w) {
                    case PASSTHROUGH -> {
                        Rec r = Workload.map(Workload.rec(i));
                        if (Workload.keep(r.id)) send(r, r.key);
                    }
                    case WORDCOUNT -> Workload.words(Workload.line(i), word -> send(word, Mix.mix(word.hashCode())));
                    default -> {
                        Event e = w.event(i);
                        if (e.ts > maxTs) maxTs = e.ts;
                        send(e, e.key);
                    }
                }
                if ((n & 1023) == 0) {
                    if (p == 1) advance(maxTs - Workload.DISORDER_MS - 1);
                    else for (Batch b; (b = in.poll()) != null; ) process(b);
                }
                if (n == share / 2) probe.half(index);
            }
            if (p > 1) {
                for (int n = 0; n < p; n++) {
                    out[n].last = true;
                    flush(n);
                }
                while (ended < p) {
                    Batch b = in.poll();
                    if (b != null) process(b);
                    else Thread.onSpinWait();
                }
            }
            advance(Long.MAX_VALUE);
            sink.end();
        }

        private void send(Object item, long hash) {
            if (p == 1) {
                logic.process(item);
                return;
            }
            int to = (int) ((hash & Long.MAX_VALUE) % p);
            Batch b = out[to];
            b.items[b.size++] = item;
            if (b.size == BATCH) flush(to);
        }

        private void flush(int to) {
            Batch b = out[to];
            b.watermark = b.last ? Long.MAX_VALUE : maxTs - Workload.DISORDER_MS - 1;
            out[to] = new Batch(index);
            if (to == index) {
                process(b);
                return;
            }
            while (!peers[to].in.offer(b)) {
                Batch mine = in.poll();
                if (mine != null) process(mine);
                else Thread.onSpinWait();
            }
        }

        private void process(Batch b) {
            for (int n = 0; n < b.size; n++) logic.process(b.items[n]);
            if (b.last) ended++;
            watermarks[b.from] = Math.max(watermarks[b.from], b.watermark);
            long min = Long.MAX_VALUE;
            for (long m : watermarks) min = Math.min(min, m);
            advance(min);
        }

        private void advance(long to) {
            if (to > watermark) logic.advance(watermark = to);
        }
    }

    private abstract static class Logic {
        abstract void process(Object item);

        void advance(long watermark) {}

        static Logic of(Workload w, Probe.Sink sink) {
            return switch (w) {
                case PASSTHROUGH ->
                    new Logic() {
                        @Override
                        void process(Object item) {
                            Rec r = (Rec) item;
                            sink.add(Mix.result(r.key, r.id, r.payload.length()));
                        }
                    };
                case WORDCOUNT ->
                    new Logic() {
                        final HashMap<String, long[]> counts = new HashMap<>();

                        @Override
                        void process(Object item) {
                            String word = (String) item;
                            long[] c = counts.get(word);
                            if (c == null) counts.put(word, c = new long[1]);
                            sink.add(Mix.result(word.hashCode(), ++c[0], 0));
                        }
                    };
                case KEYED_STATE ->
                    new Logic() {
                        final HashMap<Long, long[]> counts = new HashMap<>();

                        @Override
                        void process(Object item) {
                            Long key = ((Event) item).key;
                            long[] c = counts.get(key);
                            if (c == null) counts.put(key, c = new long[1]);
                            sink.add(Mix.result(key, ++c[0], 0));
                        }
                    };
                case TUMBLING_WINDOW -> new Panes(sink, Workload.TUMBLE_MS, Workload.TUMBLE_MS);
                case SLIDING_WINDOW -> new Panes(sink, Workload.SLIDE_SIZE_MS, Workload.SLIDE_MS);
                case SESSION_WINDOW -> new Sessions(sink);
                case LATENCY -> throw new IllegalArgumentException("plain has no latency workload");
            };
        }
    }

    /** Sliding windows from panes of one slide each: {count, sum} per key and pane, combined when a window closes. */
    private static final class Panes extends Logic {
        final Probe.Sink sink;
        final long size, slide;
        final TreeMap<Long, HashMap<Long, long[]>> panes = new TreeMap<>();
        HashMap<Long, long[]> current;
        long currentStart = Long.MIN_VALUE, nextEnd = Long.MIN_VALUE;

        Panes(Probe.Sink sink, long size, long slide) {
            this.sink = sink;
            this.size = size;
            this.slide = slide;
        }

        @Override
        void process(Object item) {
            Event e = (Event) item;
            long start = e.ts - e.ts % slide;
            if (start != currentStart) {
                currentStart = start;
                current = panes.computeIfAbsent(start, s -> new HashMap<>());
                if (nextEnd == Long.MIN_VALUE || start + slide < nextEnd) nextEnd = start + slide;
            }
            long[] a = current.get(e.key);
            if (a == null) current.put(e.key, a = new long[2]);
            a[0]++;
            a[1] += e.value;
        }

        @Override
        void advance(long watermark) {
            while (!panes.isEmpty() && watermark >= nextEnd - 1) {
                long from = nextEnd - size;
                Map<Long, HashMap<Long, long[]>> parts = panes.subMap(from, nextEnd);
                if (parts.size() == 1) {
                    long f = from;
                    parts.values()
                            .iterator()
                            .next()
                            .forEach((k, a) -> sink.add(Mix.result(k, f, Mix.result(a[0], a[1], 0))));
                } else {
                    HashMap<Long, long[]> all = new HashMap<>();
                    for (HashMap<Long, long[]> part : parts.values()) {
                        part.forEach((k, a) -> {
                            long[] t = all.get(k);
                            if (t == null) all.put(k, t = new long[2]);
                            t[0] += a[0];
                            t[1] += a[1];
                        });
                    }
                    all.forEach((k, a) -> sink.add(Mix.result(k, from, Mix.result(a[0], a[1], 0))));
                }
                panes.headMap(from + slide).clear();
                nextEnd += slide;
                currentStart = Long.MIN_VALUE;
            }
        }
    }

    /** Sessions: open ones per key as {start, last, count, sum}; at most two are open per key at a time here. */
    private static final class Sessions extends Logic {
        final Probe.Sink sink;
        final HashMap<Long, ArrayDeque<long[]>> open = new HashMap<>();
        long lastSweep = Long.MIN_VALUE;

        Sessions(Probe.Sink sink) {
            this.sink = sink;
        }

        @Override
        void process(Object item) {
            Event e = (Event) item;
            ArrayDeque<long[]> sessions = open.get(e.key);
            if (sessions == null) open.put(e.key, sessions = new ArrayDeque<>(2));
            for (long[] s : sessions) {
                if (e.ts < s[1] + Workload.GAP_MS && e.ts > s[0] - Workload.GAP_MS) {
                    if (e.ts < s[0]) s[0] = e.ts;
                    if (e.ts > s[1]) s[1] = e.ts;
                    s[2]++;
                    s[3] += e.value;
                    return;
                }
            }
            sessions.add(new long[] {e.ts, e.ts, 1, e.value});
        }

        @Override
        void advance(long watermark) {
            if (watermark != Long.MAX_VALUE && watermark < lastSweep + 1000) return;
            lastSweep = watermark;
            for (Map.Entry<Long, ArrayDeque<long[]>> entry : open.entrySet()) {
                for (Iterator<long[]> it = entry.getValue().iterator(); it.hasNext(); ) {
                    long[] s = it.next();
                    if (s[1] + Workload.GAP_MS - 1 <= watermark) {
                        sink.add(Mix.result(entry.getKey(), s[0], Mix.result(s[2], s[3], 0)));
                        it.remove();
                    }
                }
            }
        }
    }
}
