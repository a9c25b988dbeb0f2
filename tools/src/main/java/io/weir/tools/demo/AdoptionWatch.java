package io.weir.tools.demo;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees that the attempt of a killed leader goes on under the next one: it completes a checkpoint more than when that one first answered. */
final class AdoptionWatch {
    private final long epoch;
    private final String killed;
    private final Supplier<Progress.@Nullable Answer> answers;
    private long checkpoints = -1; // that the next leader began with

    /** {@code epoch}: of the attempt that ran when {@code killed} was the leader's name. */
    AdoptionWatch(long epoch, String killed, Supplier<Progress.@Nullable Answer> answers) {
        this.epoch = epoch;
        this.killed = killed;
        this.answers = answers;
    }

    boolean hasCommitted() {
        Progress.Answer answer = answers.get();
        if (answer == null
                || answer.attempt() != epoch
                || answer.leader().isEmpty()
                || answer.leader().equals(killed)) {
            return false;
        }
        if (checkpoints < 0) {
            checkpoints = answer.checkpoints();
        }
        return answer.checkpoints() > checkpoints;
    }
}
