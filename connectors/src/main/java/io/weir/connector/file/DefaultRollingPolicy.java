package io.weir.connector.file;

import io.weir.api.argument.Argument;
import io.weir.api.config.MemorySize;
import java.io.IOException;
import java.time.Duration;

/**
 * Closes a part that is large, old, or was not written for a while, besides at each checkpoint: in this version every checkpoint closes the open part,
 * so that a part never holds lines of two checkpoints. Time is looked at when an element comes. Immutable.
 */
public final class DefaultRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {
    /** 128 MiB. */
    public static final long DEFAULT_MAX_PART_BYTES = 128L * 1024 * 1024;

    private static final long serialVersionUID = 2L;

    private final long maxPartBytes;
    private final long rolloverMillis;
    private final long inactivityMillis;

    private DefaultRollingPolicy(Builder builder) {
        this.maxPartBytes = builder.maxPartBytes;
        this.rolloverMillis = builder.rolloverMillis;
        this.inactivityMillis = builder.inactivityMillis;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The old name of {@link #builder}. */
    public static Builder create() {
        return builder();
    }

    /** A part is closed when it has at least so many bytes. */
    public long getMaxPartSize() {
        return maxPartBytes;
    }

    /** Milliseconds; 0 for no limit. */
    public long getRolloverInterval() {
        return rolloverMillis;
    }

    /** Milliseconds; 0 for no limit. */
    public long getInactivityInterval() {
        return inactivityMillis;
    }

    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) {
        return true;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException {
        return partFileState.getSize() >= maxPartBytes;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) {
        return (rolloverMillis > 0 && currentTime - partFileState.getCreationTime() >= rolloverMillis)
                || (inactivityMillis > 0 && currentTime - partFileState.getLastUpdateTime() >= inactivityMillis);
    }

    boolean looksAtTheClock() {
        return rolloverMillis > 0 || inactivityMillis > 0;
    }

    /** Starts from 128 MiB and no intervals. */
    public static final class Builder {
        private long maxPartBytes = DEFAULT_MAX_PART_BYTES;
        private long rolloverMillis;
        private long inactivityMillis;

        private Builder() {}

        /** Closes a part when it has at least so many bytes; positive. */
        public Builder withMaxPartSize(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("[API-144] a part of " + bytes
                        + " bytes holds nothing. The size must be positive. The default is " + DEFAULT_MAX_PART_BYTES
                        + ".");
            }
            this.maxPartBytes = bytes;
            return this;
        }

        public Builder withMaxPartSize(MemorySize size) {
            return withMaxPartSize(Argument.given(size, "size").getBytes());
        }

        /** Closes a part by the first element that comes so long after it was opened; zero for never. */
        public Builder withRolloverInterval(Duration interval) {
            return withRolloverInterval(Argument.saturatedMillis(interval, "interval"));
        }

        /** As {@link #withRolloverInterval(Duration)}, in milliseconds. */
        public Builder withRolloverInterval(long millis) {
            this.rolloverMillis = notNegative(millis, "rollover");
            return this;
        }

        /** Closes a part by the first element that comes so long after the last one; zero for never. */
        public Builder withInactivityInterval(Duration interval) {
            return withInactivityInterval(Argument.saturatedMillis(interval, "interval"));
        }

        /** As {@link #withInactivityInterval(Duration)}, in milliseconds. */
        public Builder withInactivityInterval(long millis) {
            this.inactivityMillis = notNegative(millis, "inactivity");
            return this;
        }

        public <IN, BucketID> DefaultRollingPolicy<IN, BucketID> build() {
            return new DefaultRollingPolicy<>(this);
        }

        private static long notNegative(long millis, String which) {
            if (millis < 0) {
                throw new IllegalArgumentException("[API-145] the " + which + " interval of " + millis
                        + " ms is negative. It is how long a part may stay open. Give zero for no limit.");
            }
            return millis;
        }
    }
}
