package io.weir.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Mix;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import io.weir.benchmarks.kit.Rec;
import io.weir.benchmarks.kit.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Raw Pekko inside one ActorSystem: a producer actor sends W1 records to a consumer actor, one per message or an
 * Object[] of --batch records per message, with credit so that at most --credit records are in flight.
 */
public final class PekkoMicro {
    private PekkoMicro() {}

    public static void main(String[] args) throws Exception {
        Options o = new Options(args);
        int batch = (int) o.number("batch", 1);
        int credit = (int) o.number("credit", 16_384);
        long records = o.number("records", 10_000_000) / batch * batch;
        String api = o.get("api", "classic");
        ActorSystem system = ActorSystem.create(
                "micro",
                ConfigFactory.parseString(
                                "pekko.log-dead-letters=off, pekko.stdout-loglevel=OFF, pekko.loglevel=OFF, pekko.actor.default-dispatcher.throughput="
                                        + o.number("throughput", 5))
                        .withFallback(ConfigFactory.load()));
        CompletableFuture<long[]> done = new CompletableFuture<>();
        long[] before = Harness.ticks();
        double ownBefore = Probe.cpuNanos() / 1e9;
        if (api.equals("classic")) {
            ActorRef consumer = system.actorOf(Props.create(
                    Consumer.class, () -> new Consumer(records, Math.max(batch, credit / 4), done)));
            system.actorOf(Props.create(Producer.class, () -> new Producer(consumer, records, batch, credit)));
        } else {
            org.apache.pekko.actor.typed.ActorSystem.create(
                    Behaviors.<Object>setup(c -> {
                        var consumer = c.spawn(
                                Behaviors.<Object>setup(
                                        x -> new TypedConsumer(x, records, Math.max(batch, credit / 4), done)),
                                "consumer");
                        c.spawn(
                                Behaviors.<Object>setup(x -> new TypedProducer(x, consumer, records, batch, credit)),
                                "producer");
                        return Behaviors.empty();
                    }),
                    "typed",
                    ConfigFactory.parseString(
                                    "pekko.stdout-loglevel=OFF, pekko.loglevel=OFF, pekko.actor.default-dispatcher.throughput="
                                            + o.number("throughput", 5))
                            .withFallback(ConfigFactory.load()));
        }
        long[] r = done.get();
        long[] after = Harness.ticks();
        double own = Probe.cpuNanos() / 1e9 - ownBefore;
        double seconds = (r[1] - r[0]) / 1e9;
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("engine", "pekko-micro");
        out.put("label", "pekko-" + api + "-tell");
        out.put("workload", "tell-batch-" + batch);
        out.put("records", records);
        out.put("throughput_setting", o.number("throughput", 5));
        out.put("credit_records", credit);
        out.put("seconds", Harness.round(seconds));
        out.put("records_per_s", Math.round(records / seconds));
        out.put("messages_per_s", Math.round(records / seconds / batch));
        out.put("cpu_seconds", Harness.round(own));
        out.put(
                "foreign_cpu_pct",
                Harness.round(
                        100.0 * Math.max(0, (after[1] - before[1]) / 100.0 - own) / ((after[2] - before[2]) / 100.0)));
        out.put("checksum", Long.toHexString(r[2]));
        System.out.println(new ObjectMapper().writeValueAsString(out));
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** "n more records may be sent". */
    private record Credit(int records) {}

    private static long start;

    private static final class Consumer extends UntypedAbstractActor {
        private final long records;
        private final int ackEvery;
        private final CompletableFuture<long[]> done;
        private long seen, acked, sum;

        Consumer(long records, int ackEvery, CompletableFuture<long[]> done) {
            this.records = records;
            this.ackEvery = ackEvery;
            this.done = done;
        }

        @Override
        public void onReceive(Object message) {
            if (message instanceof Object[] batch) {
                for (Object r : batch) one((Rec) r);
            } else {
                one((Rec) message);
            }
            if (seen - acked >= ackEvery) {
                getSender().tell(new Credit((int) (seen - acked)), getSelf());
                acked = seen;
            }
            if (seen >= records) done.complete(new long[] {start, System.nanoTime(), sum});
        }

        private void one(Rec r) {
            seen++;
            sum += Mix.result(r.key, r.id, r.payload.length());
        }
    }

    private static final class Producer extends UntypedAbstractActor {
        private final ActorRef consumer;
        private final long records;
        private final int batch, credit;
        private long next, allowed;

        Producer(ActorRef consumer, long records, int batch, int credit) {
            this.consumer = consumer;
            this.records = records;
            this.batch = batch;
            this.credit = credit;
        }

        @Override
        public void preStart() {
            start = System.nanoTime();
            getSelf().tell(new Credit(credit), getSelf());
        }

        @Override
        public void onReceive(Object message) {
            allowed += ((Credit) message).records();
            while (allowed >= batch && next < records) {
                if (batch == 1) {
                    consumer.tell(Workload.rec(next++), getSelf());
                } else {
                    Object[] b = new Object[batch];
                    for (int n = 0; n < batch; n++) b[n] = Workload.rec(next++);
                    consumer.tell(b, getSelf());
                }
                allowed -= batch;
            }
        }
    }

    /** Typed messages: a record or batch with the reply address, as typed protocols carry it. */
    private record Send(Object payload, org.apache.pekko.actor.typed.ActorRef<Object> replyTo) {}

    private static final class TypedConsumer extends AbstractBehavior<Object> {
        private final long records;
        private final int ackEvery;
        private final CompletableFuture<long[]> done;
        private long seen, acked, sum;

        TypedConsumer(ActorContext<Object> context, long records, int ackEvery, CompletableFuture<long[]> done) {
            super(context);
            this.records = records;
            this.ackEvery = ackEvery;
            this.done = done;
        }

        @Override
        public Receive<Object> createReceive() {
            return newReceiveBuilder().onMessage(Send.class, this::receive).build();
        }

        private Behavior<Object> receive(Send s) {
            if (s.payload() instanceof Object[] batch) {
                for (Object r : batch) one((Rec) r);
            } else {
                one((Rec) s.payload());
            }
            if (seen - acked >= ackEvery) {
                s.replyTo().tell(new Credit((int) (seen - acked)));
                acked = seen;
            }
            if (seen >= records) done.complete(new long[] {start, System.nanoTime(), sum});
            return this;
        }

        private void one(Rec r) {
            seen++;
            sum += Mix.result(r.key, r.id, r.payload.length());
        }
    }

    private static final class TypedProducer extends AbstractBehavior<Object> {
        private final org.apache.pekko.actor.typed.ActorRef<Object> consumer;
        private final long records;
        private final int batch;
        private long next, allowed;

        TypedProducer(
                ActorContext<Object> context,
                org.apache.pekko.actor.typed.ActorRef<Object> consumer,
                long records,
                int batch,
                int credit) {
            super(context);
            this.consumer = consumer;
            this.records = records;
            this.batch = batch;
            start = System.nanoTime();
            context.getSelf().tell(new Credit(credit));
        }

        @Override
        public Receive<Object> createReceive() {
            return newReceiveBuilder().onMessage(Credit.class, this::receive).build();
        }

        private Behavior<Object> receive(Credit c) {
            allowed += c.records();
            var self = getContext().getSelf();
            while (allowed >= batch && next < records) {
                if (batch == 1) {
                    consumer.tell(new Send(Workload.rec(next++), self));
                } else {
                    Object[] b = new Object[batch];
                    for (int n = 0; n < batch; n++) b[n] = Workload.rec(next++);
                    consumer.tell(new Send(b, self));
                }
                allowed -= batch;
            }
            return this;
        }
    }
}
