package io.weir.testkit.simulation.mutants;

import io.weir.checkpoint.AckOutcome;
import io.weir.checkpoint.AckVerdict;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.LedgerAction;
import io.weir.checkpoint.LedgerDecision;
import io.weir.checkpoint.StateAssignment.RestoreState;
import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.output.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** What mutants do: code that is copied into methods of the product. */
@SuppressWarnings({"UnusedVariable", "ParameterCanBeFinal", "UnusedMethod", "NullAway"
}) // assigned for the method it is copied into
final class Advices {
    private Advices() {}

    static final class Nothing {
        private Nothing() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    static final class AlwaysTrue {
        private AlwaysTrue() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean result) {
            result = true;
        }
    }

    /** A gap is no gap. */
    static final class AnySequence {
        private AnySequence() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(0) long sequence,
                @Advice.FieldValue(value = "expectedSequence", readOnly = false) long expected) {
            expected = sequence;
        }
    }

    static final class OneMore {
        private OneMore() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("sentData") long sent,
                @Advice.FieldValue("granted") long granted,
                @Advice.Return(readOnly = false) boolean may) {
            may = may || sent <= granted;
        }
    }

    static final class TwiceTheWindow {
        private TwiceTheWindow() {}

        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("window") int window, @Advice.Return(readOnly = false) long grant) {
            grant = grant < 0 ? grant : grant + window;
        }
    }

    static final class NoGrant {
        private NoGrant() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long grant) {
            grant = -1;
        }
    }

    /** The last that came is the first that is read. */
    static final class LastFirst {
        private LastFirst() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(@Advice.FieldValue("elements") ArrayDeque<?> elements) {
            return elements.pollLast();
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter Object last,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object element) {
            element = last;
        }
    }

    static final class UpToTheEnd {
        private UpToTheEnd() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) long upTo) {
            upTo = Long.MAX_VALUE;
        }
    }

    static final class NoKeyedState {
        private NoKeyedState() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) RestoreState state) {
            if (state != null) {
                state = new RestoreState(
                        state.checkpoint(),
                        state.subtask(),
                        state.oldParallelism(),
                        state.newParallelism(),
                        state.keyGroups(),
                        List.of(),
                        state.sections());
            }
        }
    }

    static final class NoSplits {
        private NoSplits() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) String name,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object sections) {
            if (name.equals("splits")) {
                sections = List.of();
            }
        }
    }

    static final class LowerLastId {
        private LowerLastId() {}

        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue(value = "lastId", readOnly = false) long lastId) {
            lastId = lastId - 1;
        }
    }

    static final class SameEpoch {
        private SameEpoch() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("phase") Object phase,
                @Advice.FieldValue(value = "epoch", readOnly = false) long epoch) {
            if (epoch > 0 && phase.toString().equals("WAITING_FOR_SLOTS")) {
                epoch = epoch - 1;
            }
        }
    }

    /** A checkpoint is announced when it is whole, not when it is journaled. */
    static final class NotifyAtOnce {
        private NotifyAtOnce() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(1) CheckpointId id, @Advice.Return(readOnly = false) AckOutcome outcome) {
            if (outcome.verdict() == AckVerdict.COMPLETES) {
                List<LedgerAction> then = new ArrayList<>(outcome.decision().then());
                then.add(new LedgerAction.NotifyCompleted(id));
                outcome = new AckOutcome(
                        outcome.verdict(), new LedgerDecision(outcome.decision().persist(), then));
            }
        }
    }

    static final class OneMayBeMissing {
        private OneMayBeMissing() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue(value = "missing", typing = Assigner.Typing.DYNAMIC) Collection<?> missing,
                @Advice.Return(readOnly = false) boolean whole) {
            whole = whole || missing.size() == 1;
        }
    }

    static final class NoPaths {
        private NoPaths() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Set<String> paths) {
            paths.clear();
        }
    }

    /** Each channel's watermark goes through as it comes. */
    static final class NoValve {
        private NoValve() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(1) long timestamp, @Advice.Argument(2) Output output) {
            output.watermark(timestamp);
            return true;
        }
    }

    static final class TheNextSubtask {
        private TheNextSubtask() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(1) int parallelism, @Advice.Return(readOnly = false) int subtask) {
            subtask = (subtask + 1) % parallelism;
        }
    }

    /** A letter that came before is heard again, and one that comes too early is heard at once. */
    static final class HearAll {
        private HearAll() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(0) Conversation.Letter<?> letter,
                @Advice.FieldValue(value = "heard", readOnly = false) long heard) {
            if (letter.content() != null) {
                heard = letter.number() - 1;
            }
        }
    }

    static final class UserCode {
        private UserCode() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) Throwable thrown, @Advice.Return(readOnly = false) FailureKind kind) {
            if (!(thrown instanceof WeirException)) {
                kind = FailureKind.USER_CODE;
            }
        }
    }
}
