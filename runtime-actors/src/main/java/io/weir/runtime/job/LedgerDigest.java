package io.weir.runtime.job;

import io.weir.checkpoint.AbortReason;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.LedgerEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of a ledger's events those that still matter, so that they stay few: all of the newest checkpoints, of those that are
 * retained, under way or uncertain, and the failures since the last completion.
 */
final class LedgerDigest {
    /** So many of the newest are kept whatever became of them, for people to look at. */
    static final int NEWEST_KEPT = 10;

    /** So many failures in a row are remembered. */
    static final int FAILURES_KEPT = 100;

    private LedgerDigest() {}

    static List<LedgerEvent> with(List<LedgerEvent> kept, LedgerEvent event) {
        List<LedgerEvent> all = new ArrayList<>(kept);
        all.add(event);
        return event instanceof LedgerEvent.CheckpointTriggered ? withoutThePast(all) : all;
    }

    /** Completed and not discarded, the oldest first. */
    static List<LedgerEvent.CheckpointCompleted> retained(List<LedgerEvent> events) {
        List<LedgerEvent.CheckpointCompleted> retained = new ArrayList<>();
        for (LedgerEvent event : events) {
            if (event instanceof LedgerEvent.CheckpointCompleted completed) {
                retained.add(completed);
            } else if (event instanceof LedgerEvent.CheckpointDiscarded) {
                retained.removeIf(completed -> completed.id().equals(event.id()));
            }
        }
        return retained;
    }

    /** Gives up every retained checkpoint after this one; all of them if it is null. Ids stay used. */
    static List<LedgerEvent> backTo(List<LedgerEvent> kept, @Nullable Long checkpoint) {
        List<LedgerEvent> all = new ArrayList<>(kept);
        for (LedgerEvent.CheckpointCompleted completed : retained(kept)) {
            if (checkpoint == null || completed.id().value() > checkpoint) {
                all.add(new LedgerEvent.CheckpointDiscarded(completed.id()));
            }
        }
        return all;
    }

    private static List<LedgerEvent> withoutThePast(List<LedgerEvent> all) {
        TreeMap<CheckpointId, LedgerEvent> last = new TreeMap<>();
        CheckpointId completed = null;
        for (LedgerEvent event : all) {
            last.put(event.id(), event);
            completed = event instanceof LedgerEvent.CheckpointCompleted ? event.id() : completed;
        }
        int newest = 0;
        for (Iterator<Map.Entry<CheckpointId, LedgerEvent>> ids =
                        last.descendingMap().entrySet().iterator();
                ids.hasNext(); ) {
            Map.Entry<CheckpointId, LedgerEvent> id = ids.next();
            if (newest++ >= NEWEST_KEPT && !matters(id.getValue(), completed, newest)) {
                ids.remove();
            }
        }
        return all.stream().filter(event -> last.containsKey(event.id())).toList();
    }

    private static boolean matters(LedgerEvent last, @Nullable CheckpointId completed, int fromTheNewest) {
        if (last instanceof LedgerEvent.CheckpointDiscarded) {
            return false;
        }
        if (last instanceof LedgerEvent.CheckpointAborted aborted) {
            boolean counts = completed == null || aborted.id().isAfter(completed);
            return aborted.reason() == AbortReason.MANIFEST_UNCERTAIN || (counts && fromTheNewest <= FAILURES_KEPT);
        }
        return true;
    }
}
