package io.weir.checkpoint;

import static io.weir.checkpoint.CheckpointFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.state.snapshot.FileRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: whatever happens in whatever order, the ledger keeps its promises. Method: a random shell that journals and acts, loses and
 * repeats messages, fails writes, changes attempts and leaders; subtasks that build on any of the newest checkpoints they may know; a
 * store that notes which files exist. After each step the invariants of {@link World#check} hold. A failing seed is printed and replays.
 */
class LedgerRandomWalkTest {
    private static final int STEPS = 600;

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPromiseIsKept(long seed) {
        World world = new World(new Random(seed));
        for (int step = 0; step < STEPS; step++) {
            world.step();
            world.check();
        }
        world.settle();
        assertThat(world.ledger.history().completed())
                .as("progress under seed %d", seed)
                .isPositive();
    }

    private static final class World {
        private final Random random;
        private final CheckpointPolicy policy;
        private final List<LedgerEvent> journal = new ArrayList<>();
        private final Set<String> store = new HashSet<>();
        private final Map<Long, CheckpointManifest> manifests = new HashMap<>();
        private final TreeMap<Long, List<SubtaskSnapshot>> writing = new TreeMap<>();
        private final List<Runnable> inFlight = new ArrayList<>(); // messages that may arrive late, twice or never
        private final Set<Long> failedEpochs = new HashSet<>();
        CheckpointLedger ledger;
        private long epoch;
        private long nowMs;
        private long lastTriggered;
        private int files;

        World(Random random) {
            this.random = random;
            this.policy = new CheckpointPolicy(
                    100,
                    2_000,
                    random.nextBoolean() ? 0 : 50,
                    1 + random.nextInt(3),
                    random.nextInt(4),
                    1 + random.nextInt(3));
            this.ledger = new CheckpointLedger(policy);
            newAttempt();
        }

        void step() {
            nowMs += random.nextInt(60);
            switch (random.nextInt(24)) {
                case 0 -> newAttempt();
                case 1 -> newLeader();
                case 2 -> run(ledger.triggerNow(nowMs));
                case 3, 4 -> manifestDone();
                case 5 -> nowMs += random.nextInt(2_500);
                case 6 -> declineSome();
                case 7, 8, 9, 10, 11, 12, 13, 14, 15 -> deliverSome();
                default -> run(ledger.onTick(nowMs));
            }
        }

        private void newAttempt() {
            run(ledger.endAttempt("walk", nowMs));
            if (random.nextInt(4) == 0) {
                assertThat(ledger.onTick(nowMs).persist())
                        .as("nothing begins without an attempt")
                        .isEmpty();
            }
            epoch++;
            run(ledger.startAttempt(epoch, LedgerDriver.SUBTASKS, nowMs, random.nextInt(100)));
        }

        /** The old leader is gone, with all it knew besides the journal; the new one adopts the attempt. */
        private void newLeader() {
            CheckpointLedger next;
            if (random.nextBoolean()) {
                next = new CheckpointLedger(policy);
                journal.forEach(next::apply);
            } else {
                next = new CheckpointLedger(policy, reread(ledger.state()));
            }
            assertThat(Arrays.equals(LedgerCodec.encode(next.state()), LedgerCodec.encode(ledger.state())))
                    .as("a replay gives the same")
                    .isTrue();
            ledger = next;
            failedEpochs.clear();
            writing.clear();
            run(ledger.onRecovered(nowMs));
            if (random.nextInt(3) > 0) {
                readManifests();
            }
            run(ledger.startAttempt(epoch, LedgerDriver.SUBTASKS, nowMs, 50));
        }

        private static LedgerState reread(LedgerState state) {
            try {
                return LedgerCodec.decodeState(LedgerCodec.encode(state));
            } catch (CheckpointException impossible) {
                throw new AssertionError(impossible);
            }
        }

        private void readManifests() {
            for (LedgerEvent.CheckpointCompleted completed : ledger.unread()) {
                ledger.onManifestRead(manifestOf(completed));
            }
        }

        private void deliverSome() {
            if (!inFlight.isEmpty()) {
                int which = random.nextInt(inFlight.size());
                int fate = random.nextInt(10);
                Runnable message = fate == 0 ? inFlight.get(which) : inFlight.remove(which); // sometimes it comes again
                if (fate != 1) {
                    message.run();
                }
            }
        }

        private void declineSome() {
            if (!ledger.pending().isEmpty()) {
                CheckpointId id = ledger.pending().iterator().next();
                AbortReason reason = random.nextBoolean() ? AbortReason.DECLINED : AbortReason.SUBSUMED;
                run(ledger.onDecline(
                        epoch - random.nextInt(2), id, new SubtaskId(random.nextInt(3), 0), reason, "walk", nowMs));
            }
        }

        private void manifestDone() {
            if (writing.isEmpty()) {
                return;
            }
            Map.Entry<Long, List<SubtaskSnapshot>> entry = writing.pollFirstEntry();
            CheckpointId id = new CheckpointId(entry.getKey());
            int fate = random.nextInt(8);
            if (fate > 1) {
                store.add(CheckpointFixtures.manifestRef(entry.getKey()).path());
                run(ledger.onManifestWritten(epoch, id, CheckpointFixtures.manifestRef(entry.getKey()), nowMs));
            } else {
                run(ledger.onManifestFailed(epoch, id, "walk", fate == 0, nowMs));
            }
        }

        private void run(LedgerDecision decision) {
            for (LedgerEvent event : decision.persist()) {
                journal.add(event);
                if (event instanceof LedgerEvent.CheckpointTriggered triggered) {
                    assertThat(triggered.id().value()).as("ids rise").isGreaterThan(lastTriggered);
                    lastTriggered = triggered.id().value();
                }
                ledger.apply(event);
            }
            for (LedgerAction action : decision.then()) {
                act(action);
            }
        }

        private void act(LedgerAction action) {
            if (action instanceof LedgerAction.TriggerSources trigger) {
                for (SubtaskId subtask : LedgerDriver.SUBTASKS) {
                    long epochThen = epoch;
                    SubtaskSnapshot ack = upload(trigger.id(), subtask);
                    inFlight.add(() -> run(ledger.onAcknowledge(epochThen, trigger.id(), ack, nowMs)
                            .decision()));
                }
            } else if (action instanceof LedgerAction.WriteManifest write) {
                writing.put(write.id().value(), write.acks());
                List<FileRef> all = new ArrayList<>();
                write.acks().forEach(ack -> all.addAll(ack.files()));
                CheckpointManifest manifest = manifestOf(write, all);
                manifests.put(write.id().value(), manifest);
            } else if (action instanceof LedgerAction.NotifyCompleted notify) {
                assertThat(journal)
                        .as("%s is journaled before it is announced", notify.id())
                        .anyMatch(event -> event instanceof LedgerEvent.CheckpointCompleted
                                && event.id().equals(notify.id()));
            } else if (action instanceof LedgerAction.FailJob) {
                assertThat(failedEpochs.add(epoch))
                        .as("epoch %d fails once for each leader", epoch)
                        .isTrue();
            } else if (action instanceof LedgerAction.Discard discard) {
                discard.files().forEach(file -> store.remove(file.path()));
                ManifestRef manifest = discard.manifest();
                if (manifest != null) {
                    store.remove(manifest.path());
                }
            } else if (action instanceof LedgerAction.CleanUp cleanUp) {
                store.removeIf(path -> {
                    CheckpointId madeFor = CheckpointPaths.madeFor(path);
                    return madeFor != null
                            && cleanUp.before().isAfter(madeFor)
                            && !cleanUp.keep().contains(path);
                });
            }
        }

        /** New files, and shared ones of one of the two newest checkpoints, as a subtask that missed a notification would. */
        private SubtaskSnapshot upload(CheckpointId id, SubtaskId subtask) {
            List<FileRef> uploaded = new ArrayList<>();
            uploaded.add(CheckpointFixtures.shared(id.value(), "s" + files++));
            uploaded.add(CheckpointFixtures.own(id.value(), "o" + files++));
            uploaded.forEach(file -> store.add(file.path()));
            List<LedgerEvent.CheckpointCompleted> retained = ledger.retained();
            if (!retained.isEmpty()) {
                int back = 1 + random.nextInt(Math.min(2, retained.size()));
                CheckpointManifest base = manifestOf(retained.get(retained.size() - back));
                base.files().stream()
                        .filter(file -> file.path().contains("/shared/") && random.nextInt(3) > 0)
                        .distinct()
                        .forEach(uploaded::add);
            }
            return snapshot(subtask.vertex(), subtask.index(), uploaded.toArray(FileRef[]::new));
        }

        private CheckpointManifest manifestOf(LedgerEvent.CheckpointCompleted completed) {
            return Objects.requireNonNull(manifests.get(completed.id().value()));
        }

        private static CheckpointManifest manifestOf(LedgerAction.WriteManifest write, List<FileRef> files) {
            CheckpointManifest sample =
                    CheckpointFixtures.manifest(write.id().value(), write.epoch(), files.toArray(FileRef[]::new));
            TreeMap<String, OperatorSnapshot> only = new TreeMap<>();
            only.put("count", sample.operators().get("count"));
            return new CheckpointManifest(
                    1,
                    sample.jobId(),
                    write.id(),
                    CheckpointKind.CHECKPOINT,
                    write.epoch(),
                    write.order().triggeredAtMs(),
                    only);
        }

        void check() {
            for (LedgerEvent.CheckpointCompleted completed : ledger.retained()) {
                for (FileRef file : manifestOf(completed).files()) {
                    assertThat(store)
                            .as("%s is retained and needs", completed.id())
                            .contains(file.path());
                }
                assertThat(store).contains(completed.manifest().path());
            }
        }

        /** When the dust has settled, exactly what is referred to is there. */
        void settle() {
            readManifests();
            newAttempt();
            inFlight.clear();
            writing.clear();
            for (int i = 0; i < 4; i++) {
                nowMs += 10_000;
                run(ledger.triggerNow(nowMs));
                while (!inFlight.isEmpty()) {
                    inFlight.remove(0).run();
                }
                CheckpointId id = new CheckpointId(writing.firstKey());
                writing.clear();
                store.add(CheckpointFixtures.manifestRef(id.value()).path());
                run(ledger.onManifestWritten(epoch, id, CheckpointFixtures.manifestRef(id.value()), nowMs));
            }
            Set<String> referred = new TreeSet<>();
            for (LedgerEvent.CheckpointCompleted completed : ledger.retained()) {
                manifestOf(completed).files().forEach(file -> referred.add(file.path()));
                referred.add(completed.manifest().path());
            }
            assertThat(new TreeSet<>(store))
                    .as("nothing stays that nobody refers to")
                    .isEqualTo(referred);
        }
    }
}
