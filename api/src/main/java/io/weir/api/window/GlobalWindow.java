package io.weir.api.window;

import io.weir.api.serde.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The window that every record belongs to. It never ends. */
public final class GlobalWindow extends Window {
    private static final GlobalWindow INSTANCE = new GlobalWindow();

    private GlobalWindow() {}

    public static GlobalWindow get() {
        return INSTANCE;
    }

    @Override
    public long maxTimestamp() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GlobalWindow;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "GlobalWindow";
    }

    /** Accepted where Flink programs have it; windows need no serializer of their own. */
    public static final class Serializer extends TypeSerializer<GlobalWindow> {
        private static final long serialVersionUID = 1L;
    }
}
