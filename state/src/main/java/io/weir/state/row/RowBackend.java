package io.weir.state.row;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.KeyEquality;
import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.MergingState;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.State;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.KeyedStateBackend;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.failure.StateException;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.key.KeyGroups;
import io.weir.state.timer.InternalTimerService;
import io.weir.state.timer.TimerServices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A keyed backend made of rows: keeps the current key and its row. A subclass says where rows are kept. Confined to the subtask's thread.
 *
 * <p>The way of a record: {@link #setCurrentKey} only remembers the key; the first access to its state calls {@link #find} once; all others
 * find the row here.
 */
public abstract class RowBackend implements KeyedStateBackend {
    protected final KeyedBackendParameters parameters;
    protected final CodecRegistry codecs;
    protected final StateSlots slots;
    protected final TimerServices timers;
    private final KeyEquality keyEquality;
    private final int maxParallelism;
    private final KeyGroupRange keyGroups;

    private @Nullable Object key;
    private @Nullable Object namespace;
    private @Nullable Row row;
    private boolean located;
    /** The class of the last value that turned out to be immutable. */
    private @Nullable Class<?> immutable;

    /** The class of the last value that turned out to be mutable. */
    private @Nullable Class<?> mutable;

    protected RowBackend(KeyedBackendParameters parameters) {
        this.parameters = parameters;
        this.codecs = parameters.codecs();
        this.keyEquality = new KeyEquality(codecs);
        this.maxParallelism = parameters.maxParallelism();
        this.keyGroups = parameters.keyGroups();
        this.slots = new StateSlots(parameters.operator());
        this.timers = new TimerServices(this, parameters.keyGroups(), maxParallelism);
    }

    // Where rows are kept
    // -----------------------------------------------------------------------------------------------------------------

    /** The row, if there is one. {@code hash} is {@link Row#hash}. */
    protected abstract @Nullable Row find(Object key, @Nullable Object namespace, int hash);

    /** The row to be changed in place of {@code row}: itself, or its copy if it is frozen. */
    protected abstract Row writable(Row row);

    /** Adds a row that is not there. */
    protected abstract Row create(Object key, @Nullable Object namespace, int hash);

    /** Removes a row of which all slots are empty; it was {@link #writable} before. */
    protected abstract void remove(Row row);

    /** Whether the row must not be changed, nor what is in its slots. */
    protected abstract boolean isFrozen(Row row);

    /** The keys that have something in the slot in the namespace, each once, as they are now. */
    protected abstract List<Object> keysOf(int slot, @Nullable Object namespace);

    /** A handle on the map state in the slot. {@code own}: as in {@link #getOwnMapState}. */
    protected abstract <UK, UV> MapState<UK, UV> mapState(int slot, boolean own);

    /** What is in the row may be changed in place from now on. */
    protected void handedOut(Row ofCurrentKey) {}

    // The current key
    // ---------------------------------------------------------------------------------------------------------------------

    @Override
    public final void setCurrentKey(Object newKey) {
        Object old = key;
        if (newKey == old && old != null) {
            return;
        }
        if (newKey == null) {
            throw new StateException(
                    "[API-113] " + parameters.operator()
                            + ": the key of a record is null. Null belongs to no key group; filter such records, or let the key selector return a value for them");
        }
        if (newKey.equals(old)) {
            return;
        }
        key = newKey;
        row = null;
        located = false;
    }

    @Override
    public final @Nullable Object getCurrentKey() {
        return key;
    }

    @Override
    public final int getCurrentKeyGroup() {
        Object current = key;
        return current == null ? -1 : KeyGroups.keyGroup(current, maxParallelism);
    }

    @Override
    public final void setCurrentNamespace(@Nullable Object newNamespace) {
        if (newNamespace == namespace || Objects.equals(newNamespace, namespace)) {
            return;
        }
        namespace = newNamespace;
        row = null;
        located = false;
    }

    protected final @Nullable Object currentNamespace() {
        return namespace;
    }

    /** The key group of a key, which must be one of this subtask's. */
    protected final int ownedKeyGroup(Object ofKey) {
        int keyGroup = KeyGroups.keyGroup(ofKey, maxParallelism);
        if (!keyGroups.contains(keyGroup)) {
            throw strayKey(ofKey, keyGroup);
        }
        return keyGroup;
    }

    /**
     * Refuses a snapshot that was written with another number of key groups.
     *
     * @throws CorruptSnapshotException with code CKP-406
     */
    protected final void checkMaxParallelism(int written) throws CorruptSnapshotException {
        if (written != maxParallelism) {
            throw new CorruptSnapshotException("[CKP-406] the state of " + parameters.operator()
                    + " was written with a maximum parallelism of " + written + ", the job has " + maxParallelism
                    + ". Keys would change their key group; set setMaxParallelism(" + written + ")");
        }
    }

    private StateException strayKey(Object stray, int keyGroup) {
        return new StateException(
                "[API-104] " + parameters.operator() + " got the key " + stray + " of key group " + keyGroup
                        + ", but owns " + keyGroups + ". The key selector or hashCode of "
                        + stray.getClass().getName()
                        + " does not always give the same answer for the same record; let both depend on the record's values only");
    }

    // The current row, for the handles
    // -----------------------------------------------------------------------------------------------------

    /** The current row, not to be changed; null if there is none. {@code slot} is for the message only. */
    public final @Nullable Row rowToRead(int slot) {
        return located ? row : locate(slot);
    }

    /** The current row, to be changed; made if there is none. */
    public final Row rowToWrite(int slot) {
        Row current = rowToRead(slot);
        if (current == null) {
            Object currentKey = Objects.requireNonNull(key);
            keyEquality.check(currentKey);
            current = create(currentKey, namespace, Row.hash(currentKey, namespace));
        } else {
            current = writable(current);
        }
        if (current != row) { // a reference stored in an old object costs the collector's barrier
            row = current;
        }
        return current;
    }

    /** What the slot of the current row holds, and may be handed to the user, who might change it in place. */
    final @Nullable Object read(int slot) {
        Row current = rowToRead(slot);
        if (current == null) {
            return null;
        }
        Object value = current.get(slot);
        if (value == null || !isMutable(value)) {
            return value;
        }
        if (mayBeFrozen(slot)) {
            return own(slot);
        }
        handedOut(current);
        return value;
    }

    /** Whether a value can be changed in place. Asked for each value of an operator's state, so the answers for the classes before are kept. */
    public final boolean isMutable(Object value) {
        Class<?> type = value.getClass();
        if (type == immutable) {
            return false;
        }
        if (type == mutable) {
            return true;
        }
        boolean isImmutable = codecs.isImmutable(value);
        if (isImmutable) {
            immutable = type;
        } else {
            mutable = type;
        }
        return !isImmutable;
    }

    /** A view of the row gave a mutable value away. Of interest while the row's key is current only. */
    final void handedOutBy(Row of) {
        if (of == row) {
            handedOut(of);
        }
    }

    /** Whether what the slot of the current row holds may belong to a frozen row, too. */
    public final boolean mayBeFrozen(int slot) {
        Row current = rowToRead(slot);
        return current != null && (current.isShared(slot) || isFrozen(current));
    }

    /** What the slot of the current row holds, copied if a frozen row may hold it too. */
    public final @Nullable Object own(int slot) {
        if (rowToRead(slot) == null) {
            return null;
        }
        Row current = rowToWrite(slot);
        Object value = current.get(slot);
        if (value != null && current.isShared(slot)) {
            value = Copies.of(value, slots.kind(slot), codecs);
            current.set(slot, value);
        }
        return value;
    }

    /** Empties the slot of the current row, and returns what it held, as {@link #own} does. */
    final @Nullable Object take(int slot) {
        Object value = own(slot);
        clear(slot);
        return value;
    }

    final void write(int slot, Object value) {
        rowToWrite(slot).set(slot, value);
    }

    public final void clear(int slot) {
        Row current = rowToRead(slot);
        if (current == null || current.get(slot) == null) {
            return;
        }
        current = rowToWrite(slot);
        current.set(slot, null);
        if (current.isEmpty()) {
            remove(current);
            row = null;
        }
    }

    final CodecRegistry codecs() {
        return codecs;
    }

    /** Forgets which row is the current one, because it may have moved. */
    protected final void relocate() {
        row = null;
        located = false;
    }

    private @Nullable Row locate(int slot) {
        Object currentKey = key;
        if (currentKey == null) {
            throw new StateException("[API-111] state '" + slots.name(slot) + "' of " + parameters.operator()
                    + " was accessed outside of a key. Keyed state belongs to the key of the record being processed; use it in processElement or"
                    + " onTimer after keyBy, not in open, close or a constructor");
        }
        Row found = find(currentKey, namespace, Row.hash(currentKey, namespace));
        row = found;
        located = true;
        return found;
    }

    // Registration
    // ------------------------------------------------------------------------------------------------------------------------

    @Override
    @SuppressWarnings("unchecked") // a name and kind have one handle, whose type the user gave
    public final <T> ValueState<T> getValueState(ValueStateDescriptor<T> descriptor) {
        return (ValueState<T>) slots.register(
                descriptor, StateKind.VALUE, slot -> new RowValueState<>(this, slot, descriptor.getDefaultValue()));
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public final <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
        return (ListState<T>) slots.register(descriptor, StateKind.LIST, slot -> new RowListState<T>(this, slot));
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public final <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> descriptor) {
        return (MapState<UK, UV>) slots.register(descriptor, StateKind.MAP, slot -> mapState(slot, false));
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public final <UK, UV> MapState<UK, UV> getOwnMapState(MapStateDescriptor<UK, UV> descriptor) {
        return (MapState<UK, UV>) slots.register(descriptor, StateKind.MAP, slot -> mapState(slot, true));
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public final <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
        return (ReducingState<T>) slots.register(
                descriptor,
                StateKind.REDUCING,
                slot -> new RowReducingState<>(this, slot, descriptor.getReduceFunction()));
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public final <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> descriptor) {
        return (AggregatingState<IN, OUT>) slots.register(
                descriptor,
                StateKind.AGGREGATING,
                slot -> new RowAggregatingState<>(this, slot, descriptor.getAggregateFunction()));
    }

    @Override
    public final boolean hasState(String name) {
        return slots.findAlsoByOldName(name) >= 0;
    }

    @Override
    public final void mergeNamespaces(MergingState<?, ?> state, @Nullable Object target, Collection<?> sources)
            throws Exception {
        MergingSlot slot = (MergingSlot) state;
        Object merged = null;
        for (Object source : sources) {
            setCurrentNamespace(source);
            Object taken = slot.take();
            if (taken != null) {
                merged = merged == null ? taken : slot.merge(merged, taken);
            }
        }
        setCurrentNamespace(target);
        if (merged != null) {
            Object there = slot.take();
            slot.put(there == null ? merged : slot.merge(there, merged));
        }
    }

    @Override
    public final Map<String, State> states() {
        return slots.handles();
    }

    @Override
    public final InternalTimerService timers(String name) {
        return timers.get(name);
    }

    @Override
    public final void forEachKey(String stateName, java.util.function.Consumer<Object> action) {
        int slot = slots.find(stateName);
        if (slot < 0) {
            return;
        }
        Object before = key;
        for (Object each : new ArrayList<>(keysOf(slot, namespace))) {
            setCurrentKey(each);
            action.accept(each);
        }
        key = before;
        relocate();
    }
}
