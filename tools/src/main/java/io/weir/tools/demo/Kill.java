package io.weir.tools.demo;

import org.jspecify.annotations.Nullable;

/**
 * What was seen of one kill. Times in milliseconds from the kill; -1 where it was not seen before the next one.
 *
 * @param what worker or leader
 * @param attempt that output came from again
 * @param detectedMillis until the coordinator of the job knew
 * @param restoredCheckpoint the checkpoint the next attempt started from; null: from the beginning, or the attempt went on
 * @param firstOutputMillis until the sink of a new attempt wrote its first record; when the attempt went on, until the next commit
 * @param adopted the attempt went on under a new leader
 */
public record Kill(
        String what,
        String node,
        long atMillis,
        long attempt,
        long detectedMillis,
        @Nullable Long restoredCheckpoint,
        long firstOutputMillis,
        boolean adopted) {

    String sentence() {
        if (adopted) {
            return "the attempt went on under a new leader, next committed output after " + millis(firstOutputMillis);
        }
        return "detected after " + millis(detectedMillis) + ", attempt " + attempt
                + (restoredCheckpoint == null ? " from the beginning" : " from checkpoint " + restoredCheckpoint)
                + ", first output after " + millis(firstOutputMillis);
    }

    private static String millis(long millis) {
        return millis < 0 ? "(not seen)" : millis + " ms";
    }
}
