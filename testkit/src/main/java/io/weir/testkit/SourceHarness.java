package io.weir.testkit;

import io.weir.checkpoint.ManifestAssembly.CoordinatorState;
import java.util.Map;

/**
 * The harness of a source: its readers and its enumerator, which talk to each other as in a job. Made by {@link
 * OperatorHarness#forSource}. Nothing is read before {@link #poll}.
 *
 * @param <OUT> what the source emits
 */
public final class SourceHarness<OUT> extends OperatorHarness<OUT> {
    private final HarnessEnumerator enumerator;

    SourceHarness(HarnessGraphs.Harnessed source) {
        this(source, new HarnessEnumerator());
    }

    private SourceHarness(HarnessGraphs.Harnessed source, HarnessEnumerator enumerator) {
        super(new HarnessRuntime(source, enumerator));
        this.enumerator = enumerator;
        enumerator.start(runtime, Map.of());
    }

    /**
     * Lets the readers read, one after the other, until about so many records came or nobody has any now: a source that waits for the
     * clock goes on when the clock has moved.
     *
     * @param maxRecords positive
     * @return how many records came
     */
    public int poll(int maxRecords) throws Exception {
        return enumerator.poll(maxRecords);
    }

    /** Whether every reader has come to its end. */
    public boolean isEnded() {
        return enumerator.isEnded();
    }

    @Override
    public HarnessSnapshot snapshot(long checkpointId) throws Exception {
        CoordinatorState state = enumerator.snapshot(checkpointId);
        return runtime.snapshot(checkpointId, state);
    }

    @Override
    public void notifyOfCompletedCheckpoint(long checkpointId) throws Exception {
        super.notifyOfCompletedCheckpoint(checkpointId);
        enumerator.notifyCompleted(checkpointId);
    }

    @Override
    public void restore(HarnessSnapshot snapshot, int parallelism) throws Exception {
        enumerator.close();
        super.restore(snapshot, parallelism);
        enumerator.start(runtime, snapshot.coordinatorStates());
    }

    @Override
    public void close() {
        enumerator.close();
        super.close();
    }
}
