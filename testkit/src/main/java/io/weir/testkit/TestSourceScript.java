package io.weir.testkit;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a {@link TestSource} has to say, and what must outlive its readers: which crashes there were, which pauses are over. */
final class TestSourceScript {
    private final List<TestItem> items;
    private final BitSet aborted = new BitSet(); // guarded by this
    private final BitSet resumed = new BitSet(); // guarded by this
    private CompletableFuture<Void> onResume = new CompletableFuture<>(); // guarded by this
    private int position; // guarded by this

    TestSourceScript(List<TestItem> items) {
        this.items = List.copyOf(items);
    }

    int size() {
        return items.size();
    }

    TestItem item(int index) {
        return items.get(index);
    }

    /** True at the first call for an item: the crash happens once, or the job would never get past it. */
    synchronized boolean abortsAt(int index) {
        boolean first = !aborted.get(index);
        aborted.set(index);
        return first;
    }

    synchronized boolean isResumed(int index) {
        return resumed.get(index);
    }

    /** Completes at the next {@link #resume}. */
    synchronized CompletableFuture<Void> onResume() {
        return onResume;
    }

    void resume() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            int next = nextPause(position);
            if (next < 0) {
                throw TestkitErrors.nothingToResume(position, items);
            }
            resumed.set(next);
            waiting = onResume;
            onResume = new CompletableFuture<>();
        }
        waiting.complete(null);
    }

    private int nextPause(int from) {
        for (int index = from; index < items.size(); index++) {
            TestItem item = items.get(index);
            if (item.kind == TestItem.Kind.PAUSE && item.duration == null && !resumed.get(index)) {
                return index;
            }
        }
        return -1;
    }

    synchronized void reached(int index) {
        position = index;
    }

    synchronized int position() {
        return position;
    }

    synchronized boolean isPaused() {
        return position < items.size() && nextPause(position) == position;
    }
}
