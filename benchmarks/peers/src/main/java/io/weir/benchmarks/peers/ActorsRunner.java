package io.weir.benchmarks.peers;

import com.typesafe.config.ConfigFactory;
import io.weir.benchmarks.kit.Event;
import io.weir.benchmarks.kit.Mix;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import io.weir.benchmarks.kit.Rec;
import io.weir.benchmarks.kit.Workload;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A bare actor data plane: P source actors and P keyed actors, batches by reference, a window of credits a channel. No
 * checkpoints, no state backend, no failure handling: it shows what actors and batches cost before a runtime is built
 * around them, and so what such a runtime may hope for.
 */
final class ActorsRunner {
    private ActorsRunner() {}

    private static final int BATCH = Integer.getInteger("batch", 512),
            WINDOW = Integer.getInteger("window", 8),
            TURN = 256;

    private interface Message {}

    private static final class Batch implements Message {
        final int from;
        final Object[] items = new Object[BATCH];
        int size;

        Batch(int from) {
            this.from = from;
        }
    }

    private record Credit(int to) implements Message {}

    private record End() implements Message {}

    private record Peers(ActorRef<Message>[] refs) implements Message {}

    private enum Turn implements Message {
        GO
    }

    static Map<String, Object> run(Options o) throws Exception {
        int p = o.parallelism();
        CountDownLatch ended = new CountDownLatch(p);
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.setup(context -> {
                    @SuppressWarnings("unchecked")
                    ActorRef<Message>[] sources = new ActorRef[p], keyed = new ActorRef[p];
                    for (int n = 0; n < p; n++) {
                        int index = n;
                        sources[n] = context.spawn(Behaviors.setup(c -> new Source(c, index, o)), "source-" + n);
                        keyed[n] = context.spawn(Behaviors.setup(c -> new Keyed(index, o, ended)), "keyed-" + n);
                    }
                    for (ActorRef<Message> k : keyed) k.tell(new Peers(sources));
                    for (ActorRef<Message> s : sources) s.tell(new Peers(keyed));
                    return Behaviors.empty();
                }),
                "actors",
                ConfigFactory.parseString("""
                pekko.loglevel = WARNING
                pekko.actor.default-dispatcher { fork-join-executor { parallelism-min = 2, parallelism-max = 2 }, throughput = 8 }
                """).withFallback(ConfigFactory.load()));
        ended.await();
        system.terminate();
        return new LinkedHashMap<>();
    }

    private abstract static class Actor extends ExtensibleBehavior<Message> {
        abstract void on(Message message);

        @Override
        public Behavior<Message> receive(TypedActorContext<Message> context, Message message) {
            on(message);
            return this;
        }

        @Override
        public Behavior<Message> receiveSignal(TypedActorContext<Message> context, Signal signal) {
            return this;
        }
    }

    /** Makes its share of the records, runs the part of the job before the exchange, and sends full batches while it has credit. */
    private static final class Source extends Actor {
        final ActorContext<Message> context;
        final int index, p;
        final Workload w;
        final long share;
        final Probe probe;
        final Batch[] open;
        final int[] credit;
        ActorRef<Message>[] out;
        long made;
        boolean waiting;

        Source(ActorContext<Message> context, int index, Options o) {
            this.context = context;
            this.index = index;
            this.p = o.parallelism();
            this.w = o.workload();
            this.share = o.records() / p;
            this.probe = o.probe();
            this.open = new Batch[p];
            this.credit = new int[p];
        }

        @Override
        void on(Message message) {
            if (message instanceof Credit c) {
                credit[c.to]++;
                if (waiting) turn();
            } else if (message instanceof Peers peers) {
                out = peers.refs;
                for (int n = 0; n < p; n++) {
                    open[n] = new Batch(index);
                    credit[n] = WINDOW;
                }
                probe.started(index);
                turn();
            } else {
                turn();
            }
        }

        void turn() {
            waiting = false;
            for (int n = 0; n < TURN && made < share; n++) {
                if (!hasRoom()) {
                    waiting = true;
                    return;
                }
                make(index + made * p);
                if (++made == share / 2) probe.half(index);
            }
            if (made < share) {
                context.getSelf().tell(Turn.GO);
                return;
            }
            for (int n = 0; n < p; n++) {
                flush(n);
                out[n].tell(new End());
            }
        }

        void make(long i) {
            switch (w) {
                case PASSTHROUGH -> {
                    Rec r = Workload.map(Workload.rec(i));
                    if (Workload.keep(r.id)) emit(r, r.key);
                }
                case WORDCOUNT -> Workload.words(Workload.line(i), word -> emit(word, Mix.mix(word.hashCode())));
                case KEYED_STATE -> {
                    Event e = w.event(i);
                    emit(e, e.key);
                }
                default -> throw new IllegalArgumentException("actors has no " + w.label() + " workload");
            }
        }

        void emit(Object item, long hash) {
            int to = (int) ((hash & Long.MAX_VALUE) % p);
            Batch b = open[to];
            b.items[b.size++] = item;
            if (b.size == BATCH) flush(to);
        }

        void flush(int to) {
            out[to].tell(open[to]);
            credit[to]--;
            open[to] = new Batch(index);
        }

        boolean hasRoom() {
            for (int c : credit) if (c <= 0) return false;
            return true;
        }
    }

    /** Owns the keys of its share: running counts, every update to the sink. */
    private static final class Keyed extends Actor {
        final int index, p;
        final Workload w;
        final Probe.Sink sink;
        final CountDownLatch ended;
        final HashMap<Object, long[]> counts = new HashMap<>();
        ActorRef<Message>[] upstream;
        int ends;

        Keyed(int index, Options o, CountDownLatch ended) {
            this.index = index;
            this.p = o.parallelism();
            this.w = o.workload();
            this.sink = o.probe().sink(index);
            this.ended = ended;
        }

        @Override
        void on(Message message) {
            if (message instanceof Batch b) {
                for (int n = 0; n < b.size; n++) count(b.items[n]);
                upstream[b.from].tell(new Credit(index));
            } else if (message instanceof Peers peers) {
                upstream = peers.refs;
            } else if (++ends == p) {
                sink.end();
                ended.countDown();
            }
        }

        void count(Object item) {
            if (w == Workload.PASSTHROUGH) {
                Rec r = (Rec) item;
                sink.add(Mix.result(r.key, r.id, r.payload.length()));
                return;
            }
            Object key = w == Workload.WORDCOUNT ? item : (Object) ((Event) item).key;
            long[] c = counts.get(key);
            if (c == null) counts.put(key, c = new long[1]);
            long k = w == Workload.WORDCOUNT ? key.hashCode() : (Long) key;
            sink.add(Mix.result(k, ++c[0], 0));
        }
    }
}
