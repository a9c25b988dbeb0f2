package io.weir.testkit.simulation.mutants;

import java.util.List;

/** All of them. The seeds are a limit with room: the table in {@code docs/simulation.md} says how many it took. */
final class Mutants {
    private static final String CHANNEL = "runtime.channel.";
    private static final String OPERATOR = "runtime.operator.";
    private static final String LEDGER = "checkpoint.CheckpointLedger";
    private static final String DIRECTOR = "runtime.job.JobDirector";
    private static final String STORAGE = "checkpoint.storage.";

    /** Which of them notices first is for the seed to say. */
    private static final String LOST_OR_TWICE =
            "NothingLostNothingTwice|PerKeyOrderHolds|SnapshotIsACut|OutputIsExactly";

    private static final String STRANGERS = "HOSTILE_MESSAGES";

    private static final String ORDER = LOST_OR_TWICE;

    static final List<Mutant> ALL = List.of(
            Mutant.of("alignment does not hold a channel", LOST_OR_TWICE, 60).without(CHANNEL + "InputGate", "hold"),
            Mutant.of("a gap in a channel is not noticed", LOST_OR_TWICE, 60)
                    .with(CHANNEL + "InputChannel", "receive", Advices.AnySequence.class),
            Mutant.of("a channel is read in the wrong order", LOST_OR_TWICE + "|CommitsFollowCompletion", 60)
                    .with(CHANNEL + "InputChannel", "next", Advices.LastFirst.class),
            Mutant.of("a sender sends one batch beyond its credit", "NoElementBeyondCredit", 60)
                    .with(CHANNEL + "OutputChannel", "maySend", Advices.OneMore.class),
            Mutant.of("a receiver grants more than its window", "NoElementBeyondCredit", 60)
                    .with(CHANNEL + "InputChannel", "readOne", Advices.TwiceTheWindow.class),
            Mutant.of("credits are dropped", "Liveness", 60)
                    .with(CHANNEL + "InputChannel", "readOne", Advices.NoGrant.class)
                    .without(CHANNEL + "InputGate", "repeatCredits"),
            Mutant.of("a sender without credit takes input", "MemoryIsBounded", 60)
                    .with(CHANNEL + "OutputAvailability", "isAvailable", Advices.AlwaysTrue.class),
            Mutant.of("the valve lets each watermark through", "WatermarkNeverFalls", 60)
                    .with("runtime.time.WatermarkValve", "onWatermark", Advices.NoValve.class),
            Mutant.of("keys go to the next subtask", "TheJobFinishes", 60)
                    .with("state.key.KeyGroups", "subtask", Advices.TheNextSubtask.class),
            Mutant.of("the sink does not prepare before the barrier", "CommitsFollowCompletion|" + LOST_OR_TWICE, 60)
                    .without(OPERATOR + "sink.SinkOperator", "prepareBarrier"),
            Mutant.of("a snapshot forgets the committables", LOST_OR_TWICE, 60)
                    .under("WORKER_CRASH")
                    .without(OPERATOR + "sink.PendingCommits", "snapshot"),
            Mutant.of("a restore forgets the committables", LOST_OR_TWICE, 60)
                    .under("WORKER_CRASH")
                    .without(OPERATOR + "sink.PendingCommits", "read"),
            Mutant.of("the end of a commit is not heard", "Liveness", 60)
                    .without(OPERATOR + "sink.PendingCommits", "returned"),
            Mutant.of("a snapshot forgets what an async function was asked", LOST_OR_TWICE + "|Liveness", 300)
                    .under("WORKER_CRASH")
                    .without(OPERATOR + "async.AsyncOperator", "snapshot"),
            Mutant.of("every completion commits whatever is prepared", "CommitsFollowCompletion", 60)
                    .with(OPERATOR + "sink.PendingCommits", "commitUpTo", Advices.UpToTheEnd.class),
            Mutant.of("a restore forgets timers", LOST_OR_TWICE, 300)
                    .under("WORKER_CRASH")
                    .without("state.timer.TimerServices", "restore"),
            Mutant.of("a restore forgets keyed state", ORDER, 60)
                    .under("WORKER_CRASH")
                    .with("checkpoint.StateAssignment", "restore", Advices.NoKeyedState.class),
            Mutant.of("a restore forgets splits", LOST_OR_TWICE, 60)
                    .with(OPERATOR + "OperatorRestore", "ownSections", Advices.NoSplits.class),
            Mutant.of("a checkpoint id is used again", "CheckpointIdsRise", 60)
                    .with(LEDGER, "applyTriggered", Advices.LowerLastId.class),
            Mutant.of("a restart uses the epoch again", "CheckpointIdsRise", 60)
                    .with(DIRECTOR, "onSlotsGranted", Advices.SameEpoch.class),
            Mutant.of("completions are told before they are journaled", "CommitsFollowCompletion", 60)
                    .with(LEDGER, "onAcknowledge", Advices.NotifyAtOnce.class),
            Mutant.of("a checkpoint completes with one acknowledgement missing", "IllegalStateException|Liveness", 60)
                    .with("checkpoint.PendingCheckpoint", "isWhole", Advices.OneMayBeMissing.class),
            Mutant.of("letters between coordinator and attempt are heard twice", LOST_OR_TWICE + "|Liveness", 100)
                    .with("runtime.cluster.Conversation", "hear", Advices.HearAll.class)
                    .under("DUPLICATION,CONTROL_LOSS"),
            Mutant.of("two leaders may journal", "OneLeaderActs|CheckpointIdsRise", 60)
                    .with("testkit.simulation.SimulatedJournal", "isFree", Advices.AlwaysTrue.class)
                    .with("actors.journal.TermFence", "admits", Advices.AlwaysTrue.class),
            Mutant.of(
                            "a leader is fenced by the numbers of events only (a bug that was there)",
                            "OneLeaderActs|CheckpointIdsRise",
                            60)
                    .under("COORDINATOR_PAUSE,COORDINATOR_PARTITION")
                    .with("actors.journal.TermFence", "admits", Advices.AlwaysTrue.class),
            Mutant.of("files are acknowledged before they are synced", "TheJobFinishes", 60)
                    .withoutCalls(STORAGE + "DiskWriting", "writeWhole", "sync")
                    .withoutCalls(STORAGE + "DiskTarget$Output", "commit", "sync"),
            Mutant.of("folders are not synced", "TheJobFinishes|NoOrphanFiles", 60)
                    .under("STORAGE_POWER_CUT,WORKER_CRASH,COORDINATOR_CRASH")
                    .without(STORAGE + "DiskWriting", "syncFolderOf"),
            Mutant.of("a clean-up deletes what is needed", "NoOrphanFiles", 60)
                    .under("WORKER_CRASH,STORAGE_FAILURE")
                    .with("checkpoint.FileRegistry", "pathsWithout", Advices.NoPaths.class),
            Mutant.of("nothing is ever discarded", "NoOrphanFiles", 60)
                    .under("WORKER_CRASH")
                    .without(STORAGE + "FileCheckpointStorage", "discard")
                    .without(STORAGE + "FileCheckpointStorage", "cleanUp"),
            Mutant.of("a damaged state file counts as a user's error (a bug that was there)", "Liveness", 60)
                    .under("BIT_FLIP,WORKER_CRASH")
                    .with("runtime.failure.Failure", "kindOf", Advices.UserCode.class),
            Mutant.of("messages are not checked when they are read", "NullPointerException|Liveness", 60)
                    .under(STRANGERS)
                    .without("actors.wire.MessageRules", "check"),
            Mutant.of(
                            "a checkpoint that nobody took part in counts as complete",
                            "CommitsFollowCompletion|OutputIsExactly",
                            200)
                    .under(STRANGERS)
                    .with("actors.worker.AttemptActor", "tookPartIn", Advices.AlwaysTrue.class));

    private Mutants() {}
}
