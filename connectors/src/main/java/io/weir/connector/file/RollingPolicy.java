package io.weir.connector.file;

import java.io.IOException;
import java.io.Serializable;

/**
 * When a {@link FileSink} closes a part and begins another. It is asked before each element, of the part that the element would go to; and in this
 * version each checkpoint closes all open parts, whatever it says.
 *
 * @param <IN> what the sink writes
 * @param <BucketID> how buckets are named: {@code String}
 */
public interface RollingPolicy<IN, BucketID> extends Serializable {
    /** Not asked in this version, in which the answer is always yes. */
    boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) throws IOException;

    /** Before an element is written. */
    boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException;

    /**
     * Before an element is written, with the time.
     *
     * @param currentTime milliseconds since 1970
     */
    boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) throws IOException;
}
