package io.weir.connector.file;

import java.io.IOException;

/** An open part. Times in milliseconds since 1970. */
public interface PartFileInfo<BucketID> {
    BucketID getBucketId();

    long getCreationTime();

    /** Bytes, those in buffers too. */
    long getSize() throws IOException;

    /** When the last element was written. */
    long getLastUpdateTime();
}
