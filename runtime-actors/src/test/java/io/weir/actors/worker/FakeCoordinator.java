package io.weir.actors.worker;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.wire.Parcels;
import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.PartAssembly;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The coordinator's side of a conversation with one attempt, in the hands of a test; the network to the worker may lose letters. */
final class FakeCoordinator {
    final TestProbe<CoordinatorCommand> probe;
    private final ActorRef<WorkerCommand> worker;
    private Conversation<WorkerCommand.Payload, CoordinatorCommand.Payload> conversation = new Conversation<>(1_000);
    private final Parcels parcels;
    private long id;
    private PartAssembly parts = new PartAssembly(Parcels.MOST_BYTES);
    private PartAssembly statsParts = new PartAssembly(Parcels.MOST_BYTES);
    private int partsHeard;

    FakeCoordinator(ActorTestKit kit, ActorRef<WorkerCommand> worker, long id, Parcels parcels) {
        this.parcels = parcels;
        this.probe = kit.createTestProbe();
        this.worker = worker;
        this.id = id;
    }

    ActorRef<CoordinatorCommand> getRef() {
        return probe.getRef();
    }

    /** Begins anew, as a coordinator does with each attempt. */
    void begin() {
        id++;
        conversation = new Conversation<>(1_000);
        parts = new PartAssembly(Parcels.MOST_BYTES);
    }

    void say(long term, WorkerCommand.Payload command) {
        letters(term, command).forEach(worker::tell);
    }

    /** The next letter, or those that its parts travel in. */
    List<WorkerCommand.Letter> letters(long term, WorkerCommand.Payload command) {
        List<Part> cut = parcels.partsOf(command);
        return cut.isEmpty()
                ? List.of(letter(term, command))
                : cut.stream()
                        .map(part ->
                                letter(term, new WorkerCommand.PayloadPart(command.jobId(), command.epoch(), part)))
                        .toList();
    }

    int partsHeard() {
        return partsHeard;
    }

    /** The next letter; that it is sent is up to the caller. */
    WorkerCommand.Letter letter(long term, WorkerCommand.Payload command) {
        Conversation.Letter<WorkerCommand.Payload> letter = conversation.say(command, 0);
        return new WorkerCommand.Letter(
                term, command.jobId(), command.epoch(), id, letter.number(), letter.heard(), letter.content());
    }

    /** The next thing the worker says; acknowledgements and repetitions aside, which would go on for ever. */
    CoordinatorCommand receive() {
        long deadline = System.nanoTime() + TestWorker.SOON.toNanos();
        while (true) {
            CoordinatorCommand next = probe.receiveMessage(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            CoordinatorCommand heard = next instanceof CoordinatorCommand.Letter letter ? hear(letter) : next;
            if (heard instanceof CoordinatorCommand.PayloadPart part) {
                heard = whole(parts, part.part());
            } else if (heard instanceof CoordinatorCommand.StatsPart part) {
                heard = whole(statsParts, part.part());
            }
            if (heard != null) {
                return heard;
            }
        }
    }

    private @Nullable CoordinatorCommand whole(PartAssembly assembly, Part part) {
        partsHeard++;
        return parcels.add(assembly, part, CoordinatorCommand.class, problem -> {
            throw new AssertionError(problem);
        });
    }

    CoordinatorCommand.@Nullable Payload hear(CoordinatorCommand.Letter letter) {
        return letter.conversation() == id
                ? conversation.hear(new Conversation.Letter<>(letter.number(), letter.heard(), letter.content()), 0)
                : null;
    }

    <T extends CoordinatorCommand> T expect(Class<T> type) {
        CoordinatorCommand next = receive();
        if (!type.isInstance(next)) {
            throw new AssertionError("expected a " + type.getSimpleName() + ", but was told " + next);
        }
        return Objects.requireNonNull(type.cast(next));
    }

    /** The next message of that type; others are passed over. */
    <T extends CoordinatorCommand> T await(Class<T> type) {
        CoordinatorCommand next = receive();
        while (!type.isInstance(next)) {
            next = receive();
        }
        return Objects.requireNonNull(type.cast(next));
    }
}
