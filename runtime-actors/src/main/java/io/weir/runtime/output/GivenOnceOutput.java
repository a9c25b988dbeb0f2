package io.weir.runtime.output;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import org.jspecify.annotations.Nullable;

/** The checking mode, inside a chain, of a job whose functions give their records away: refuses an object that was given away already. */
public final class GivenOnceOutput implements Output {
    private final Output next;
    private final Ownership ownership;
    private final String operator;
    private @Nullable Object last;

    /** @param operator who emits, as sentences name it */
    public GivenOnceOutput(Output next, Ownership ownership, String operator) {
        this.next = next;
        this.ownership = ownership;
        this.operator = operator;
    }

    @Override
    public void emit(Object value, long timestamp) {
        if (ownership.isMutable(value)) {
            if (value == last) {
                throw new WeirException(
                        FailureKind.USER_CODE,
                        "[API-267] " + operator + " emitted the same "
                                + value.getClass().getName()
                                + " a second time. With enableObjectReuse() an object that was emitted belongs to the next operator, "
                                + "which may change it: emit a new one each time, or leave enableObjectReuse() out.");
            }
            last = value;
        }
        next.emit(value, timestamp);
    }

    @Override
    public void watermark(long timestamp) {
        next.watermark(timestamp);
    }

    @Override
    public void status(ChannelStatus status) {
        next.status(status);
    }
}
