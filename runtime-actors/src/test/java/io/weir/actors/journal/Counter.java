package io.weir.actors.journal;

import com.typesafe.config.Config;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.ManagerState;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** Writes the events of a job manager, one after the other, and says so; also as a process that dies. */
final class Counter extends EventSourcedBehavior<Counter.Command, ManagerEvent, ManagerState> {
    interface Command {}

    /** Answered by the number of events when this one is durable. */
    record Add(ActorRef<Integer> replyTo) implements Command {}

    private final Term term;

    private Counter(Term term) {
        super(PersistenceId.ofUniqueId("counter"));
        this.term = term;
    }

    static Behavior<Command> create(Term term) {
        return Behaviors.setup(context -> new Counter(term));
    }

    @Override
    public EventAdapter<ManagerEvent, ManagerEvent> eventAdapter() {
        return TermFence.adapter(term.number());
    }

    /** Saves its state often, so that old events are soon deleted. */
    @Override
    public RetentionCriteria retentionCriteria() {
        return new JournalRetention(5, 1).criteria();
    }

    @Override
    public ManagerState emptyState() {
        return ManagerState.EMPTY;
    }

    @Override
    public CommandHandler<Command, ManagerEvent, ManagerState> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        Add.class,
                        (state, add) -> Effect()
                                .persist(new ManagerEvent.LeadershipTaken(state.term() + 1, "node"))
                                .thenReply(add.replyTo(), now -> (int) now.term()))
                .build();
    }

    @Override
    public EventHandler<ManagerState, ManagerEvent> eventHandler() {
        return ManagerState::with;
    }

    /** Writes for ever, printing what was acknowledged; with {@code halt} it ends itself after 40. */
    public static void main(String[] arguments) throws Exception {
        boolean halts = arguments[1].equals("halt");
        Config config = JournalTest.config(
                Map.of("weir.journal.file", Path.of(arguments[0], "journal").toString()));
        JdbcLeadership leadership = new JdbcLeadership(JournalSettings.from(config), "c", why -> {});
        Term term = leadership.take("counter");
        ActorSystem.create(
                Behaviors.<Integer>setup(context -> {
                    ActorRef<Command> counter = context.spawn(create(term), "counter");
                    counter.tell(new Add(context.getSelf()));
                    int[] first = {0};
                    return Behaviors.receiveMessage(number -> {
                        System.out.println("ACK " + number);
                        System.out.flush();
                        first[0] = first[0] == 0 ? number : first[0];
                        if (halts && number - first[0] >= 40) {
                            Runtime.getRuntime().halt(137);
                        }
                        counter.tell(new Add(context.getSelf()));
                        return Behaviors.same();
                    });
                }),
                "counter",
                config);
    }
}
