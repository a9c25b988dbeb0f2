package io.weir.runtime.operator.window;

import io.weir.api.state.FrameworkState;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.tuple.Tuple2;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.MergingWindowAssigner;
import io.weir.state.KeyedStateBackend;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one key that are open, where windows merge. Each keeps its content under a window that it once was, so that it need not be
 * moved each time the window grows. Load, change, {@link #persist}.
 */
final class MergingWindows {
    /** Whom a merge is told. */
    interface MergeFunction {
        /**
         * Windows became one.
         *
         * @param merged the windows that are no more, without the one that was added
         * @param stateWindow where the content of {@code result} is
         * @param mergedStateWindows where other content of it is, which is to be moved there
         */
        void merge(Window result, List<Window> merged, Window stateWindow, List<Window> mergedStateWindows)
                throws Exception;
    }

    private final KeyedStateBackend backend;
    private final MergingWindowAssigner<Object, Window> assigner;
    private final ListState<Tuple2<Window, Window>> state;
    private final Map<Window, Window> stateWindows = new LinkedHashMap<>();
    private boolean changed;
    private boolean opened;

    @SuppressWarnings("unchecked") // the class is for messages only
    MergingWindows(KeyedStateBackend backend, MergingWindowAssigner<Object, Window> assigner) {
        this.backend = backend;
        this.assigner = assigner;
        this.state = backend.getListState(new ListStateDescriptor<>(
                FrameworkState.named("merging-window-set"), (Class<Tuple2<Window, Window>>) (Class<?>) Tuple2.class));
    }

    /** Reads those of the current key. */
    void load() throws Exception {
        stateWindows.clear();
        changed = false;
        backend.setCurrentNamespace(null);
        for (Tuple2<Window, Window> each : state.get()) {
            stateWindows.put(each.f0, each.f1);
        }
    }

    /** Writes them back if they are not as they were. */
    void persist() throws Exception {
        if (!changed) {
            return;
        }
        List<Tuple2<Window, Window>> all = new ArrayList<>(stateWindows.size());
        stateWindows.forEach((window, stateWindow) -> all.add(Tuple2.of(window, stateWindow)));
        backend.setCurrentNamespace(null);
        state.update(all);
        changed = false;
    }

    /** Where the content of a window is; null if the window is not open. */
    @Nullable
    Window stateWindow(Window window) {
        return stateWindows.get(window);
    }

    /** The window is gone. */
    void retire(Window window) {
        changed |= stateWindows.remove(window) != null;
    }

    /** The window that {@link #add} has just returned is not to be open, unless it was so before. */
    void takeBack(Window window) {
        if (opened) {
            retire(window);
        }
    }

    /** Opens a window; the one that it became is returned. */
    Window add(Window added, MergeFunction function) throws Exception {
        opened = false;
        List<Window> all = new ArrayList<>(stateWindows.keySet());
        all.add(added);
        List<Tuple2<Window, Collection<Window>>> merges = new ArrayList<>();
        assigner.mergeWindows(all, (toBeMerged, result) -> merges.add(Tuple2.of(result, toBeMerged)));
        Window result = added;
        boolean merged = false;
        for (Tuple2<Window, Collection<Window>> each : merges) {
            if (each.f1.contains(added)) {
                result = each.f0;
                merged = true;
            }
            become(each.f0, each.f1, function);
        }
        if (!merged && stateWindows.putIfAbsent(added, added) == null) {
            changed = true;
            opened = true;
        }
        return result;
    }

    private void become(Window result, Collection<Window> toBeMerged, MergeFunction function) throws Exception {
        List<Window> merged = new ArrayList<>();
        List<Window> contents = new ArrayList<>();
        for (Window each : toBeMerged) {
            Window content = stateWindows.remove(each);
            if (content != null) {
                merged.add(each);
                contents.add(content);
            }
        }
        Window there = stateWindows.remove(result);
        if (there != null) { // open, and not named by the assigner: what is in it belongs to the new one
            merged.add(result);
            contents.add(there);
        }
        Window target = contents.isEmpty() ? result : contents.remove(0);
        stateWindows.put(result, target);
        changed = true;
        if (merged.size() != 1 || !merged.get(0).equals(result)) {
            function.merge(result, merged, target, contents);
        }
    }
}
