package io.weir.state.row;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.UnsupportedTypeException;
import org.jspecify.annotations.Nullable;

/** Refuses a value without codec when it is stored, where the user's code is on the stack, not when the next checkpoint comes. */
public final class ClassCheck {
    private final CodecRegistry codecs;
    private @Nullable Class<?> accepted;

    public ClassCheck(CodecRegistry codecs) {
        this.codecs = codecs;
    }

    /**
     * Lets a value pass, or null.
     *
     * @throws UnsupportedTypeException if the class of the value has no codec
     */
    public void accept(@Nullable Object value) {
        if (value == null) {
            return;
        }
        Class<?> type = value.getClass();
        if (type != accepted) {
            codecs.codecFor(type);
            accepted = type;
        }
    }
}
