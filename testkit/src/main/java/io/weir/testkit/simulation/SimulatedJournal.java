package io.weir.testkit.simulation;

import io.weir.actors.journal.Term;
import io.weir.actors.journal.TermFence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.DeleteMessagesSuccess;
import org.apache.pekko.persistence.DeleteSnapshotsSuccess;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotProtocol;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * The database behind Pekko Persistence: it takes time, fails, and sometimes stores what it reports as failed. As in the real one, two
 * events of one number collide only while the first is there, and events that a saved state replaces are deleted for good: who leads is fenced
 * by the term that each event carries. What is stored went through the product's serializer.
 */
final class SimulatedJournal {
    private static final String CLUSTER_ID = "simulated";

    /** What one persistent actor has written. */
    private static final class Log {
        /** By number. */
        final TreeMap<Long, PersistentRepr> rows = new TreeMap<>();

        /** All that were ever stored, deleted ones too: what a leader knows who has read a saved state and the rows. */
        final List<PersistentRepr> events = new ArrayList<>();

        final TreeMap<Long, SelectedSnapshot> snapshots = new TreeMap<>();

        /** The newest number is kept when its event is deleted. */
        long highest;
    }

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final Stored stored;
    private final Map<String, Log> logs = new HashMap<>();
    private double failureRate;
    private long failsUntil;
    private long newestTerm;

    /** Is told of each event at the moment it is durable. */
    interface Stored {
        void on(SimulatedNode writer, String persistenceId, Object event);
    }

    SimulatedJournal(SimulatedCluster cluster, SplittableRandom random, Stored stored) {
        this.cluster = cluster;
        this.random = random;
        this.stored = stored;
    }

    void fail(double rate, long untilNanos) {
        failureRate = rate;
        failsUntil = untilNanos;
    }

    private boolean fails() {
        return cluster.time.now() < failsUntil && random.nextDouble() < failureRate;
    }

    // --- who leads ---

    /** From now on nobody else writes. */
    Term takeLead(SimulatedLeader leader) throws IOException {
        if (fails()) {
            throw new IOException("the simulated journal fails");
        }
        newestTerm++;
        leader.say("takes the lead of the journal in term " + newestTerm);
        return new Term(newestTerm, CLUSTER_ID);
    }

    long newestTerm() throws IOException {
        if (fails()) {
            throw new IOException("the simulated journal fails");
        }
        return newestTerm;
    }

    private Log log(String persistenceId) {
        return logs.computeIfAbsent(persistenceId, none -> new Log());
    }

    private long delay() {
        return 100_000L + random.nextInt(3_000_000);
    }

    private long wayBack() {
        return 50_000L + random.nextInt(500_000);
    }

    private SimulatedNode writer(ActorRef actor) {
        SimulatedNode node = cluster.actors.nodeOf(actor);
        if (node == null) {
            throw new AssertionError(actor + " is on no node, and has nothing to journal");
        }
        return node;
    }

    // --- events ---

    private void write(JournalProtocol.WriteMessages request) {
        SimulatedNode writer = writer(request.persistentActor());
        List<PersistentRepr> batch = events(request);
        int atomicWrites = request.messages().size();
        writer.run(() -> {
            steps(batch, ": asked", writer);
            cluster.time.in(delay(), () -> store(writer, request, batch, atomicWrites));
        });
    }

    static List<PersistentRepr> events(JournalProtocol.WriteMessages request) {
        List<PersistentRepr> events = new ArrayList<>();
        for (Object envelope : CollectionConverters.asJava(request.messages())) {
            events.addAll(CollectionConverters.asJava(((AtomicWrite) envelope).payload()));
        }
        return events;
    }

    /** All or none; then exactly one of the two answers comes, unless the writer is gone. */
    private void store(
            SimulatedNode writer, JournalProtocol.WriteMessages request, List<PersistentRepr> batch, int writes) {
        Log log = log(batch.get(0).persistenceId());
        boolean fails = fails();
        boolean storedAllTheSame = random.nextBoolean();
        boolean lostOnTheWay = !writer.isAlive() && random.nextBoolean();
        if (!isFree(log, batch.get(0)) || !mayWrite(batch)) {
            fails = true;
            storedAllTheSame = false;
            cluster.count("journal conflicts");
        }
        if (lostOnTheWay || (fails && !storedAllTheSame)) {
            cluster.trace.say("journal", "not stored for " + writer + ": " + payloads(batch));
        } else {
            cluster.trace.say(
                    "journal", "stored for " + writer + (fails ? ", and says it is not: " : ": ") + payloads(batch));
            for (PersistentRepr event : batch) {
                Object readBack = cluster.actors.throughBytes(event.payload());
                log.events.add(event.withPayload(readBack));
                log.rows.put(event.sequenceNr(), event.withPayload(readBack));
                log.highest = Math.max(log.highest, event.sequenceNr());
                stored.on(writer, event.persistenceId(), readBack);
            }
            writer.run(() -> steps(batch, ": stored", writer));
        }
        boolean failed = fails;
        if (failed) {
            cluster.count("journal writes failed");
        }
        writer.in(wayBack(), () -> {
            answer(request, batch, writes, failed);
            if (!failed) {
                cluster.onKnown(writer, batch);
            }
            steps(batch, ": answered", writer);
        });
    }

    /** The primary key: no event of that number is there. It may have been, and be deleted. */
    private static boolean isFree(Log log, PersistentRepr next) {
        return !log.rows.containsKey(next.sequenceNr());
    }

    private boolean mayWrite(List<PersistentRepr> batch) {
        return batch.stream().allMatch(event -> TermFence.admits(newestTerm, TermFence.termOf(event.manifest())));
    }

    private static void answer(
            JournalProtocol.WriteMessages request, List<PersistentRepr> batch, int writes, boolean failed) {
        ActorRef to = request.persistentActor();
        IOException why = new IOException("the simulated journal fails");
        tell(
                to,
                failed
                        ? new JournalProtocol.WriteMessagesFailed(why, writes)
                        : JournalProtocol.WriteMessagesSuccessful$.MODULE$);
        for (PersistentRepr event : batch) {
            tell(
                    to,
                    failed
                            ? new JournalProtocol.WriteMessageFailure(event, why, request.actorInstanceId())
                            : new JournalProtocol.WriteMessageSuccess(event, request.actorInstanceId()));
        }
    }

    private static void tell(ActorRef to, Object what) {
        to.tell(what, ActorRef.noSender());
    }

    private static List<Object> payloads(List<PersistentRepr> batch) {
        return batch.stream().map(PersistentRepr::payload).toList();
    }

    private void steps(List<PersistentRepr> batch, String step, SimulatedNode writer) {
        for (PersistentRepr event : batch) {
            cluster.step(ProtocolSteps.ofJournal(event.payload()) + step, writer);
        }
    }

    private void replay(JournalProtocol.ReplayMessages request) {
        ActorRef to = request.persistentActor();
        writer(to).in(delay(), () -> {
            if (fails()) {
                cluster.count("journal reads failed");
                tell(to, new JournalProtocol.ReplayMessagesFailure(new IOException("the simulated journal fails")));
                return;
            }
            Log log = log(request.persistenceId());
            log.rows
                    .subMap(request.fromSequenceNr(), true, request.toSequenceNr(), true)
                    .values()
                    .forEach(event -> tell(to, new JournalProtocol.ReplayedMessage(event)));
            cluster.onKnown(writer(to), log.events);
            tell(to, new JournalProtocol.RecoverySuccess(log.highest));
        });
    }

    private void delete(JournalProtocol.DeleteMessagesTo request) {
        ActorRef to = request.persistentActor();
        writer(to).in(delay(), () -> {
            Log log = log(request.persistenceId());
            log.rows.headMap(request.toSequenceNr(), true).clear();
            tell(to, new DeleteMessagesSuccess(request.toSequenceNr()));
        });
    }

    // --- saved states ---

    private void load(SnapshotProtocol.LoadSnapshot request, ActorRef to) {
        writer(to).in(delay(), () -> {
            Map.Entry<Long, SelectedSnapshot> newest = log(request.persistenceId())
                    .snapshots
                    .floorEntry(request.criteria().maxSequenceNr());
            Optional<SelectedSnapshot> found = Optional.ofNullable(newest).map(Map.Entry::getValue);
            tell(to, new SnapshotProtocol.LoadSnapshotResult(OptionConverters.toScala(found), request.toSequenceNr()));
        });
    }

    private void save(SnapshotProtocol.SaveSnapshot request, ActorRef to) {
        writer(to).in(delay(), () -> {
            if (fails()) {
                tell(to, new SaveSnapshotFailure(request.metadata(), new IOException("the simulated journal fails")));
                return;
            }
            Object readBack = cluster.actors.throughBytes(request.snapshot());
            log(request.metadata().persistenceId())
                    .snapshots
                    .put(request.metadata().sequenceNr(), SelectedSnapshot.create(request.metadata(), readBack));
            cluster.count("states saved");
            tell(to, new SaveSnapshotSuccess(request.metadata()));
        });
    }

    private void delete(SnapshotProtocol.DeleteSnapshots request, ActorRef to) {
        writer(to).in(delay(), () -> {
            log(request.persistenceId())
                    .snapshots
                    .subMap(
                            request.criteria().minSequenceNr(),
                            true,
                            request.criteria().maxSequenceNr(),
                            true)
                    .clear();
            tell(to, new DeleteSnapshotsSuccess(request.criteria()));
        });
    }

    /** What persistent actors ask for events; made by the actor system. */
    public static final class JournalActor extends AbstractActor {
        private final SimulatedJournal journal = SimulatedActors.current().cluster().journal;

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(JournalProtocol.WriteMessages.class, journal::write)
                    .match(JournalProtocol.ReplayMessages.class, journal::replay)
                    .match(JournalProtocol.DeleteMessagesTo.class, journal::delete)
                    .build();
        }
    }

    /** What persistent actors ask for saved states; made by the actor system. */
    public static final class SnapshotActor extends AbstractActor {
        private final SimulatedJournal journal = SimulatedActors.current().cluster().journal;

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(SnapshotProtocol.LoadSnapshot.class, request -> journal.load(request, getSender()))
                    .match(SnapshotProtocol.SaveSnapshot.class, request -> journal.save(request, getSender()))
                    .match(SnapshotProtocol.DeleteSnapshots.class, request -> journal.delete(request, getSender()))
                    .build();
        }
    }
}
