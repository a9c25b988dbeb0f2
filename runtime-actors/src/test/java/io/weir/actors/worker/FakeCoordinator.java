package io.weir.actors.worker;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.runtime.cluster.Conversation;
import java.time.Duration;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The coordinator's side of a conversation with one attempt, in the hands of a test; the network to the worker may lose letters. */
final class FakeCoordinator {
    final TestProbe<CoordinatorCommand> probe;
    private final ActorRef<WorkerCommand> worker;
    private Conversation<WorkerCommand.Spoken, CoordinatorCommand.Spoken> conversation = new Conversation<>(1_000);
    private long id;

    FakeCoordinator(ActorTestKit kit, ActorRef<WorkerCommand> worker, long id) {
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
    }

    void say(long term, WorkerCommand.Spoken command) {
        worker.tell(letter(term, command));
    }

    /** The next letter; that it is sent is up to the caller. */
    WorkerCommand.Letter letter(long term, WorkerCommand.Spoken command) {
        Conversation.Letter<WorkerCommand.Spoken> letter = conversation.say(command, 0);
        return new WorkerCommand.Letter(
                term, command.jobId(), command.epoch(), id, letter.number(), letter.heard(), letter.content());
    }

    /** The next thing the worker says; acknowledgements and repetitions aside, which would go on for ever. */
    CoordinatorCommand receive() {
        long deadline = System.nanoTime() + TestWorker.SOON.toNanos();
        while (true) {
            CoordinatorCommand next = probe.receiveMessage(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (!(next instanceof CoordinatorCommand.Letter letter)) {
                return next;
            }
            CoordinatorCommand heard = hear(letter);
            if (heard != null) {
                return heard;
            }
        }
    }

    CoordinatorCommand.@Nullable Spoken hear(CoordinatorCommand.Letter letter) {
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
