package io.weir.connector.file;

import io.weir.api.argument.Argument;
import java.io.Serializable;
import java.time.Duration;

/**
 * When a part file is closed and a new one begun, besides at each checkpoint: in this version every checkpoint closes the open part, so that a part
 * never holds lines of two checkpoints.
 *
 * @param maxPartBytes a part is closed when it has at least so many bytes; positive
 * @param rolloverInterval a part is closed by the first element that comes so long after it was opened; zero for never
 */
public record DefaultRollingPolicy(long maxPartBytes, Duration rolloverInterval) implements Serializable {
    /** 128 MiB. */
    public static final long DEFAULT_MAX_PART_BYTES = 128L * 1024 * 1024;

    public DefaultRollingPolicy {
        if (maxPartBytes < 1) {
            throw new IllegalArgumentException("[API-144] a part of " + maxPartBytes
                    + " bytes holds nothing. The size must be positive. The default is " + DEFAULT_MAX_PART_BYTES
                    + ".");
        }
        if (Argument.given(rolloverInterval, "rolloverInterval").isNegative()) {
            throw new IllegalArgumentException("[API-145] the rollover interval " + rolloverInterval
                    + " is negative. It is how long a part may stay open. Give zero for no limit.");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts from 128 MiB and no interval. */
    public static final class Builder {
        private long maxPartBytes = DEFAULT_MAX_PART_BYTES;
        private Duration rolloverInterval = Duration.ZERO;

        private Builder() {}

        public Builder withMaxPartSize(long bytes) {
            this.maxPartBytes = bytes;
            return this;
        }

        public Builder withRolloverInterval(Duration interval) {
            this.rolloverInterval = Argument.given(interval, "interval");
            return this;
        }

        public DefaultRollingPolicy build() {
            return new DefaultRollingPolicy(maxPartBytes, rolloverInterval);
        }
    }
}
