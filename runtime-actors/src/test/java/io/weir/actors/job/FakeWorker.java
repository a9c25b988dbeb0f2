package io.weir.actors.job;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.cluster.WorkerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** A worker in the hands of a test: hears what coordinators say, and answers when it is told to. */
final class FakeWorker {
    private static final Duration SOON = Duration.ofSeconds(20);

    final TestProbe<WorkerCommand> probe;
    private final Map<Long, Conversation<CoordinatorCommand.Payload, WorkerCommand.Payload>> conversations =
            new HashMap<>();
    private final Map<Long, Long> conversationOfEpoch = new HashMap<>();

    FakeWorker(ActorTestKit kit) {
        this.probe = kit.createTestProbe();
    }

    ActorRef<WorkerCommand> ref() {
        return probe.ref();
    }

    /** The next thing that was said, acknowledgements and repetitions aside. */
    WorkerCommand receive() {
        while (true) {
            WorkerCommand next = probe.receiveMessage(SOON);
            if (!(next instanceof WorkerCommand.Letter letter)) {
                return next;
            }
            conversationOfEpoch.put(letter.epoch(), letter.conversation());
            WorkerCommand heard = conversations
                    .computeIfAbsent(letter.conversation(), id -> new Conversation<>(1_000))
                    .hear(new Conversation.Letter<>(letter.number(), letter.heard(), letter.content()), 0);
            if (heard != null) {
                return heard;
            }
        }
    }

    <T extends WorkerCommand> T expect(Class<T> type) {
        WorkerCommand next = receive();
        if (!type.isInstance(next)) {
            throw new AssertionError("expected a " + type.getSimpleName() + ", but was told " + next);
        }
        return Objects.requireNonNull(type.cast(next));
    }

    /** Answers in the conversation of that attempt that was heard last. */
    void say(WorkerId as, ActorRef<CoordinatorCommand> coordinator, CoordinatorCommand.Payload said) {
        long id = Objects.requireNonNull(conversationOfEpoch.get(said.epoch()));
        Conversation.Letter<CoordinatorCommand.Payload> letter =
                Objects.requireNonNull(conversations.get(id)).say(said, 0);
        coordinator.tell(
                new CoordinatorCommand.Letter(said.epoch(), as, id, letter.number(), letter.heard(), letter.content()));
    }
}
