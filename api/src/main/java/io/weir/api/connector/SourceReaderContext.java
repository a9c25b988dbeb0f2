package io.weir.api.connector;

import io.weir.api.time.ProcessingClock;

/** What a reader sees of its subtask. */
public interface SourceReaderContext {
    /** From 0. */
    int getIndexOfSubtask();

    int currentParallelism();

    /** Asks the enumerator for one more split; the answer is a call of addSplits or notifyNoMoreSplits. */
    void sendSplitRequest();

    void sendSourceEventToCoordinator(SourceEvent sourceEvent);

    ClassLoader getUserCodeClassLoader();

    /** The only clock a reader may use. */
    ProcessingClock clock();
}
