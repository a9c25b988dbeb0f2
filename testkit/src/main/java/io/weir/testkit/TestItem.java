package io.weir.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@link TestSource} comes to: a record, or something that happens between two records. Made by the methods of {@code TestSource}. */
public final class TestItem {
    enum Kind {
        RECORD,
        WATERMARK,
        IDLE,
        PAUSE,
        CHECKPOINT,
        ABORT,
        END
    }

    final Kind kind;
    final @Nullable Object value;
    final @Nullable Long timestamp;
    final @Nullable Duration duration;

    private TestItem(Kind kind, @Nullable Object value, @Nullable Long timestamp, @Nullable Duration duration) {
        this.kind = kind;
        this.value = value;
        this.timestamp = timestamp;
        this.duration = duration;
    }

    static TestItem marker(Kind kind) {
        return new TestItem(kind, null, null, null);
    }

    static TestItem record(Object value, @Nullable Long timestamp) {
        return new TestItem(Kind.RECORD, value, timestamp, null);
    }

    static TestItem watermark(long timestamp) {
        return new TestItem(Kind.WATERMARK, null, timestamp, null);
    }

    static TestItem pause(Duration duration) {
        return new TestItem(Kind.PAUSE, null, null, duration);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case RECORD -> timestamp == null ? String.valueOf(value) : value + "@" + timestamp;
            case WATERMARK -> "WATERMARK(" + timestamp + ")";
            case PAUSE -> duration == null ? "PAUSE" : "PAUSE(" + duration + ")";
            case IDLE, CHECKPOINT, ABORT, END -> kind.name();
        };
    }
}
