package io.weir.state.row;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.state.FrameworkState;
import io.weir.api.state.State;
import io.weir.api.state.StateDescriptor;
import io.weir.state.failure.StateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Which state has which slot. Slots are given in the order of registration and restore, and never change. Confined to the owner's thread. */
public final class StateSlots {
    /**
     * What a snapshot says about one state.
     *
     * @param valueClass the name of the class that the program gave for its values, if it gave one
     */
    public record Description(
            String name, StateKind kind, @Nullable String valueClass) {
        private static final int LEAST_BYTES = 3;

        /** Appends all of a snapshot: their number, and of each its name, its kind and its class. */
        public static void writeAll(List<Description> all, BinaryOutput out) {
            out.writeVarInt(all.size());
            for (Description state : all) {
                out.writeString(state.name);
                out.writeByte(state.kind.code());
                out.writeNullableString(state.valueClass);
            }
        }

        /**
         * Reads what {@link #writeAll} wrote.
         *
         * @throws CorruptDataException if two have the same name, or the bytes end
         */
        public static List<Description> readAll(BinaryInput in) {
            List<Description> all = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (int i = in.readLength(LEAST_BYTES); i > 0; i--) {
                Description state =
                        new Description(in.readString(), StateKind.of(in.readByte()), in.readNullableString());
                if (!names.add(state.name)) {
                    throw new CorruptDataException("two states have the name '" + state.name + "'");
                }
                all.add(state);
            }
            return all;
        }
    }

    private static final class Slot {
        final StateKind kind;

        @Nullable
        String valueClass;

        @Nullable
        State handle;

        Slot(StateKind kind, @Nullable String valueClass) {
            this.kind = kind;
            this.valueClass = valueClass;
        }
    }

    private final String operator;
    private final List<String> names = new ArrayList<>();
    private boolean prefixedBefore;
    private final List<Slot> slots = new ArrayList<>();

    public StateSlots(String operator) {
        this.operator = operator;
    }

    public int size() {
        return slots.size();
    }

    /** The slot of the state, or -1. */
    public int find(String name) {
        return names.indexOf(name);
    }

    /**
     * As {@link #find}; a state of the framework's is also found by the name that it had in snapshots before names had a prefix: in none of which
     * any name has it.
     */
    int findAlsoByOldName(String name) {
        int slot = find(name);
        if (slot >= 0 || prefixedBefore || !FrameworkState.owns(name)) {
            return slot;
        }
        int old = find(FrameworkState.withoutPrefix(name));
        return old >= 0 && slots.get(old).handle == null ? old : -1;
    }

    public String name(int slot) {
        return names.get(slot);
    }

    public StateKind kind(int slot) {
        return slots.get(slot).kind;
    }

    public StateKind[] kinds() {
        StateKind[] kinds = new StateKind[slots.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = slots.get(i).kind;
        }
        return kinds;
    }

    /** The handles that were made so far, by name, in the order of their slots. Unmodifiable. */
    public Map<String, State> handles() {
        Map<String, State> handles = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            State handle = slots.get(i).handle;
            if (handle != null) {
                handles.put(names.get(i), handle);
            }
        }
        return Collections.unmodifiableMap(handles);
    }

    public List<Description> describe() {
        List<Description> all = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            all.add(new Description(names.get(i), slots.get(i).kind, slots.get(i).valueClass));
        }
        return all;
    }

    /**
     * The slot for a state of a snapshot.
     *
     * @throws StateException with code CKP-405 if another snapshot has another kind of state by that name
     */
    public int restore(Description description) {
        prefixedBefore |= FrameworkState.owns(description.name());
        int slot = find(description.name());
        if (slot < 0) {
            return add(description.name(), new Slot(description.kind(), description.valueClass()));
        }
        if (kind(slot) != description.kind()) {
            throw incompatible(
                    description.name(), description.kind().name(), kind(slot).name());
        }
        return slot;
    }

    State register(StateDescriptor<?, ?> descriptor, StateKind kind, IntFunction<State> handles) {
        String name = descriptor.getName();
        Class<?> valueClass = descriptor.getValueClass();
        String className = valueClass == null ? null : valueClass.getName();
        int slot = findAlsoByOldName(name);
        if (slot < 0) {
            slot = add(name, new Slot(kind, className));
        }
        names.set(slot, name);
        Slot registered = slots.get(slot);
        check(name, registered, kind, className);
        if (className != null) {
            registered.valueClass = className;
        }
        State handle = registered.handle;
        if (handle == null) {
            handle = handles.apply(slot);
            registered.handle = handle;
        }
        return handle;
    }

    private int add(String name, Slot slot) {
        names.add(name);
        slots.add(slot);
        return slots.size() - 1;
    }

    private void check(String name, Slot registered, StateKind kind, @Nullable String className) {
        boolean sameKind = registered.kind == kind;
        boolean sameClass =
                registered.valueClass == null || className == null || registered.valueClass.equals(className);
        if (sameKind && sameClass) {
            return;
        }
        String was = sameKind ? String.valueOf(registered.valueClass) : registered.kind.name();
        String is = sameKind ? String.valueOf(className) : kind.name();
        if (registered.handle == null) {
            throw incompatible(name, was, is);
        }
        throw new StateException("[API-114] state '" + name + "' of " + operator + " was asked for as " + was
                + " and now as " + is + ". A name means one state of one operator; give the second one another name");
    }

    private StateException incompatible(String name, String was, String is) {
        return new StateException(
                "[CKP-405] state '" + name + "' of " + operator + " is " + was + " in the snapshot and " + is
                        + " in the program. Stored values cannot change their kind; give the new state another name, or start without this snapshot");
    }
}
