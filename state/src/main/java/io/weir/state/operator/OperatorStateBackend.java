package io.weir.state.operator;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.IncompatibleTypeException;
import io.weir.api.serde.TypeTable;
import io.weir.api.serde.UnsupportedTypeException;
import io.weir.api.state.BroadcastState;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.OperatorStateStore;
import io.weir.api.state.State;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.failure.StateException;
import io.weir.state.operator.OperatorStatePart.Elements;
import io.weir.state.operator.OperatorStatePart.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operator state of one operator's subtask, on the heap. A state that was restored and is not asked for is kept and written again.
 *
 * <p>Confined to the subtask's thread.
 */
public final class OperatorStateBackend implements OperatorStateStore {
    private record Entry(RedistributionMode mode, State state) {}

    private final String operator;
    private final CodecRegistry codecs;
    private final Map<String, Entry> states = new LinkedHashMap<>();

    /** Starts without any state. */
    public OperatorStateBackend(String operator, CodecRegistry codecs) {
        this.operator = operator;
        this.codecs = codecs;
    }

    /**
     * Starts with what {@link OperatorStateRedistribution#redistribute} gave for this subtask.
     *
     * @throws CorruptSnapshotException if it is damaged, or a class has changed so that its values cannot follow
     */
    public static OperatorStateBackend restore(String operator, CodecRegistry codecs, byte[] part)
            throws CorruptSnapshotException {
        OperatorStateBackend backend = new OperatorStateBackend(operator, codecs);
        String where = operator;
        for (Section section : OperatorStatePart.decode(part, where).sections()) {
            try {
                backend.restore(section);
            } catch (IncompatibleTypeException | UnsupportedTypeException e) {
                throw new CorruptSnapshotException(
                        "[CKP-405] a value in the operator state of " + where
                                + " cannot become what the program has now: " + e.getMessage(),
                        e);
            } catch (CorruptDataException | StateException e) { // or a name that stands for two kinds of state
                throw OperatorStatePart.damaged(where, String.valueOf(e.getMessage()), e);
            }
        }
        return backend;
    }

    @Override
    @SuppressWarnings("unchecked") // the name has one type, which the user gave
    public <S> ListState<S> getListState(ListStateDescriptor<S> descriptor) {
        return (ListState<S>) state(descriptor.getName(), RedistributionMode.SPLIT);
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public <S> ListState<S> getUnionListState(ListStateDescriptor<S> descriptor) {
        return (ListState<S>) state(descriptor.getName(), RedistributionMode.UNION);
    }

    /** A map that is the same on all subtasks, because each is told the same in the same order. */
    @Override
    @SuppressWarnings("unchecked") // as above
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
        return (BroadcastState<K, V>) state(descriptor.getName(), RedistributionMode.BROADCAST);
    }

    /**
     * All that is there now, as bytes. No bytes if there is no state.
     *
     * @throws UnsupportedTypeException if a value has no codec
     */
    public byte[] snapshot() {
        if (states.isEmpty()) {
            return new byte[0];
        }
        TypeTable types = new TypeTable(codecs);
        BinaryOutput out = new BinaryOutput(256);
        List<Elements> all = new ArrayList<>();
        for (Map.Entry<String, Entry> state : states.entrySet()) {
            List<byte[]> elements = new ArrayList<>();
            if (state.getValue().state() instanceof OperatorListState<?> list) {
                for (Object element : list.elements()) {
                    elements.add(encode(element, null, false, types, out));
                }
            } else if (state.getValue().state() instanceof OperatorBroadcastState<?, ?> broadcast) {
                for (Map.Entry<?, ?> entry : broadcast.map().entrySet()) {
                    elements.add(encode(entry.getKey(), entry.getValue(), true, types, out));
                }
            }
            all.add(new Elements(state.getKey(), state.getValue().mode(), elements));
        }
        out.reset();
        types.writeEntries(0, out);
        return new OperatorStatePart(List.of(new Section(out.toByteArray(), all))).encode();
    }

    private static byte[] encode(
            @Nullable Object first, @Nullable Object second, boolean both, TypeTable types, BinaryOutput out) {
        out.reset();
        types.writeValue(first, out);
        if (both) {
            types.writeValue(second, out);
        }
        return out.toByteArray();
    }

    private State state(String name, RedistributionMode mode) {
        Entry entry = states.get(name);
        if (entry == null) {
            State state = mode == RedistributionMode.BROADCAST
                    ? new OperatorBroadcastState<>(codecs)
                    : new OperatorListState<>(name, codecs);
            entry = new Entry(mode, state);
            states.put(name, entry);
        }
        if (entry.mode() != mode) {
            throw new StateException("[API-114] operator state '" + name + "' of " + operator + " is " + entry.mode()
                    + " already, from the program or its snapshot, and was asked for as " + mode
                    + ". A name means one state of one operator; give the second one another name");
        }
        return entry.state();
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // elements become what they were
    private void restore(Section section) {
        TypeTable types = new TypeTable(codecs);
        types.readEntries(new BinaryInput(section.types()));
        for (Elements state : section.states()) {
            State restored = state(state.name(), state.mode());
            for (byte[] element : state.elements()) {
                BinaryInput in = new BinaryInput(element);
                Object first = types.readValue(in);
                if (restored instanceof OperatorListState<?> list) {
                    ((OperatorListState<Object>) list).elements().add(first);
                } else {
                    ((OperatorBroadcastState<Object, Object>) restored).map().put(first, types.readValue(in));
                }
            }
        }
    }
}
