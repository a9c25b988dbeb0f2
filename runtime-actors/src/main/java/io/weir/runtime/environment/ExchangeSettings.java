package io.weir.runtime.environment;

/**
 * How records travel between subtasks.
 *
 * @param windowBatches batches a sender may have under way on one channel, at least 2
 * @param batchRecords records in a full batch inside a JVM
 * @param bufferBytes size at which a batch leaves for another JVM
 * @param lingerNanos the longest a record waits in a batch that is not full while its subtask is busy with others
 * @param checkRecords the checking mode: records that can change are compared with what they were when they were emitted
 */
public record ExchangeSettings(
        int windowBatches, int batchRecords, int bufferBytes, long lingerNanos, boolean checkRecords) {
    public static final ExchangeSettings DEFAULT = new ExchangeSettings(8, 512, 32 * 1024, 5_000_000, false);

    /** Without the checking mode. */
    public ExchangeSettings(int windowBatches, int batchRecords, int bufferBytes, long lingerNanos) {
        this(windowBatches, batchRecords, bufferBytes, lingerNanos, false);
    }

    public ExchangeSettings {
        if (windowBatches < 2 || windowBatches > 1024) {
            throw new IllegalArgumentException("[CFG-203] weir.exchange.window-batches is " + windowBatches
                    + "; it must be from 2 (one under way, one being made) to 1024");
        }
        if (batchRecords < 1 || batchRecords > 65_536) {
            throw new IllegalArgumentException(
                    "[CFG-203] weir.exchange.batch-records is " + batchRecords + "; it must be from 1 to 65536");
        }
        if (bufferBytes < 1024 || bufferBytes > 192 * 1024) {
            throw new IllegalArgumentException("[CFG-203] weir.exchange.buffer-bytes is " + bufferBytes
                    + "; it must be from 1 KiB to 192 KiB, so that a buffer and one record more fit into a frame");
        }
        if (lingerNanos < 0) {
            throw new IllegalArgumentException(
                    "[CFG-203] weir.exchange.linger is negative; 0 sends every batch at the end of its turn");
        }
    }
}
