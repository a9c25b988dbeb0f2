package io.weir.state.row;

import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.TypeTable;
import io.weir.api.serde.UnsupportedTypeException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a value that cannot be saved when it is stored, where the user's code is on the stack, not when the next checkpoint comes: its class
 * has no codec, or something in it has none, or it contains itself.
 *
 * <p>Of an immutable class the class tells all. What is in other values is tried out by writing it, for the first {@value #TRIED_FIRST} that are
 * stored and after that each time their number has doubled: so the trials cost nothing in the long run, and what a program does wrong it does early,
 * as a rule. What slips through is refused by the checkpoint. Confined to the owner's thread.
 */
public final class ClassCheck {
    private static final int TRIED_FIRST = 64;

    /** A trial that took more memory gives it back. */
    private static final int MAX_KEPT_BYTES = 64 * 1024;

    private final CodecRegistry codecs;
    private @Nullable Class<?> accepted;
    private boolean classTellsAll;
    private long stored;
    private @Nullable TypeTable trials;
    private BinaryOutput trial = new BinaryOutput(0);

    public ClassCheck(CodecRegistry codecs) {
        this.codecs = codecs;
    }

    /**
     * Lets a value pass, or null.
     *
     * @throws UnsupportedTypeException if the value, or something in it, has no codec or is nested too deeply
     */
    public void accept(@Nullable Object value) {
        if (value == null) {
            return;
        }
        Class<?> type = value.getClass();
        if (type != accepted) {
            classTellsAll = codecs.codecFor(type).isImmutable();
            accepted = type;
        }
        if (!classTellsAll) {
            tryOut(value);
        }
    }

    private void tryOut(Object value) {
        long number = ++stored;
        if (number > TRIED_FIRST && (number & (number - 1)) != 0) {
            return;
        }
        if (trials == null) {
            trials = new TypeTable(codecs);
        }
        trials.writeValue(value, trial);
        if (trial.position() > MAX_KEPT_BYTES) {
            trial = new BinaryOutput(0);
        } else {
            trial.reset();
        }
    }
}
