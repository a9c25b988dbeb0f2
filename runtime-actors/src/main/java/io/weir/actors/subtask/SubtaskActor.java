package io.weir.actors.subtask;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import io.weir.actors.exchange.SubtaskMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.ThrownText;
import io.weir.runtime.subtask.Subtask;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell of one subtask: a message becomes a call, the work itself is done in turns. Whatever arrives only asks for a {@code Turn} to
 * itself, and never for two, so that all that waits in the mailbox is taken in before the subtask steps: batches stay full, and a
 * command waits at most one turn.
 *
 * <pre>
 * created --opens by itself, Opened--&gt; waiting --Start--&gt; running --Finish--&gt; finishing --all is committed, Finished--&gt; stopped
 *                    any of these --something throws, Failed--&gt; ending
 *                    any of these --Stop--&gt; ending --no commit is under way--&gt; stopped
 * </pre>
 *
 * Here user code is held off the node: whatever it throws, an {@link Error} too, ends this subtask and is reported once. The subtask is
 * closed exactly once, however it ends. Messages of another epoch are dropped.
 */
public final class SubtaskActor extends AbstractMatchingBehavior<SubtaskMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(SubtaskActor.class);

    private final SubtaskDeployment deployment;
    private final long epoch;
    private final ActorRef<? super SubtaskEvent> attempt;
    private final ActorPort port;
    private final Subtask subtask;
    private boolean started;
    private boolean turnAsked;
    private boolean finishing;
    private boolean ending;

    private SubtaskActor(
            ActorContext<SubtaskMessage> context,
            SubtaskHost host,
            SubtaskDeployment deployment,
            ActorRef<CoordinatorCommand> coordinator,
            ActorRef<? super SubtaskEvent> attempt) {
        super(context);
        this.deployment = deployment;
        this.epoch = deployment.epoch();
        this.attempt = attempt;
        this.port = new ActorPort(host, deployment, context.getSelf(), coordinator);
        this.subtask = deployment.create(port);
        deployment.thread().whenStopped(subtask::stopSoon);
    }

    /** Opens by itself, then waits for {@link SubtaskCommand.Start}. */
    public static Behavior<SubtaskMessage> create(
            SubtaskHost host,
            SubtaskDeployment deployment,
            ActorRef<CoordinatorCommand> coordinator,
            ActorRef<? super SubtaskEvent> attempt) {
        return Behaviors.setup(context -> {
            context.getSelf().tell(ToSelf.OPEN);
            try {
                return new SubtaskActor(context, host, deployment, coordinator, attempt);
            } catch (Throwable failure) { // as in onMessage
                attempt.tell(failed(deployment, failure));
                return Behaviors.stopped();
            }
        });
    }

    @Override
    public Behavior<SubtaskMessage> onMessage(SubtaskMessage message) {
        SubtaskThread.begins(deployment);
        deployment.thread().enter();
        try {
            return ending || subtask.isStopping() ? end() : handle(message);
        } catch (Throwable failure) { // user code may throw anything, and the node must outlive it
            attempt.tell(failed(deployment, failure));
            return end();
        } finally {
            deployment.thread().exit();
        }
    }

    /** What the coordinator is told has no room for all of it. */
    private static SubtaskEvent.Failed failed(SubtaskDeployment deployment, Throwable thrown) {
        String whole = Failure.whole(thrown);
        if (!whole.isEmpty()) {
            LOG.warn("[JOB-822] All that subtask {} of job {} threw: {}", deployment.id(), deployment.jobId(), whole);
        }
        return new SubtaskEvent.Failed(deployment.id(), Failure.of(thrown));
    }

    private Behavior<SubtaskMessage> handle(SubtaskMessage message) throws Exception {
        if (message == ToSelf.TURN) {
            turnAsked = false;
            if (started && subtask.step()) {
                askForTurn();
            }
        } else if (message instanceof ExchangeMessage data) {
            onData(data);
        } else if (message instanceof ToSelf self) {
            onSelf(self);
        } else if (message instanceof ActorPort.Result result) {
            result.run();
            askForTurn();
            return finishing ? endIfFinished() : this;
        } else if (message instanceof SubtaskCommand command) {
            return onCommand(command);
        }
        return this;
    }

    private void onData(ExchangeMessage data) {
        if (data.epoch() != epoch) {
            return; // of an attempt that is over
        }
        if (data instanceof Deliver deliver) {
            port.heard();
            subtask.receive(deliver.channel(), deliver.sequence(), deliver.element());
        } else if (data instanceof Credit credit) {
            subtask.onCredit(credit.channel(), credit.upTo(), credit.received());
        }
        askForTurn();
    }

    private void onSelf(ToSelf self) throws Exception {
        switch (self) {
            case OPEN -> {
                SubtaskThread.whileOthersWork(subtask::open);
                attempt.tell(new SubtaskEvent.Opened(deployment.id()));
            }
            case TURN -> throw new AssertionError("handled before");
            case WAKE_UP -> {
                port.wakeUpHeard();
                askForTurn();
            }
            case TIMER -> {
                if (port.isTimerDue()) {
                    subtask.onProcessingTime(port.currentTimeMillis());
                    askForTurn();
                }
            }
            case REPEAT_CREDITS -> port.repeatCredits(subtask);
        }
    }

    private Behavior<SubtaskMessage> onCommand(SubtaskCommand command) throws Exception {
        if (command instanceof SubtaskCommand.Start start) {
            port.connect(start.peers());
            subtask.start();
            started = true;
        } else if (command instanceof SubtaskCommand.TriggerCheckpoint trigger) {
            subtask.triggerCheckpoint(trigger.order());
        } else if (command instanceof SubtaskCommand.CheckpointCompleted completed) {
            subtask.checkpointCompleted(completed.checkpoint());
        } else if (command instanceof SubtaskCommand.CheckpointAborted aborted) {
            subtask.checkpointAborted(aborted.checkpoint());
        } else if (command instanceof SubtaskCommand.AssignSplits assigned) {
            port.answered(assigned.operatorId());
            subtask.assignSplits(assigned.operatorId(), assigned.version(), assigned.splits());
        } else if (command instanceof SubtaskCommand.NoMoreSplits none) {
            port.answered(none.operatorId());
            subtask.noMoreSplits(none.operatorId());
        } else if (command instanceof SubtaskCommand.EventToReader event) {
            subtask.eventToReader(event.operatorId(), event.event());
        } else if (command instanceof SubtaskCommand.ReportTo reportTo) {
            port.reportTo(reportTo.coordinator());
            return this;
        } else if (command instanceof SubtaskCommand.QueryStats query) {
            attempt.tell(new SubtaskEvent.Stats(query.query(), subtask.stats()));
            return this;
        } else if (command == SubtaskCommand.Finish.INSTANCE) {
            finishing = true;
            subtask.finish();
            return endIfFinished();
        } else if (command == SubtaskCommand.Stop.INSTANCE) {
            return end();
        }
        askForTurn();
        return this;
    }

    private Behavior<SubtaskMessage> endIfFinished() {
        if (!subtask.isFinished()) {
            return this;
        }
        attempt.tell(new SubtaskEvent.Finished(deployment.id()));
        return Behaviors.stopped();
    }

    /** Ends now, or when what must not go on behind its back has ended elsewhere, of which a message tells. */
    private Behavior<SubtaskMessage> end() {
        ending = true;
        return subtask.letsGo() ? Behaviors.stopped() : this;
    }

    private void askForTurn() {
        if (started && !turnAsked) {
            turnAsked = true;
            getContext().getSelf().tell(ToSelf.TURN);
        }
    }

    @Override
    public Behavior<SubtaskMessage> onSignal(Signal signal) {
        if (signal instanceof PostStop) {
            SubtaskThread.begins(deployment); // who looks at a thread that does not come back must name this one
            port.close();
            deployment.thread().enter();
            try {
                SubtaskThread.whileOthersWork(subtask::close);
            } catch (Throwable failure) { // nothing is lost by it: what had to be durable is
                LOG.warn(
                        "[JOB-801] Subtask {} of job {} did not close cleanly. {}",
                        deployment.id(),
                        deployment.jobId(),
                        ThrownText.trace(failure, Failure.MOST_DETAILS));
            } finally {
                deployment.thread().exit();
            }
        }
        return this;
    }

    /** What the actor says to itself. */
    enum ToSelf implements SubtaskMessage {
        OPEN,
        /** Work is left, or something came: step. */
        TURN,
        /** Another thread made something readable. */
        WAKE_UP,
        /** The moment that the subtask asked for has come. */
        TIMER,
        REPEAT_CREDITS
    }
}
