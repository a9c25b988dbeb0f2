package io.weir.runtime.operator;

import io.weir.api.accumulator.Accumulator;
import io.weir.api.accumulator.Accumulators;
import io.weir.api.serde.CodecRegistry;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The accumulators of one operator of one subtask: part of its snapshot, so that each record counts once. What was restored goes into the
 * accumulator that the function adds under the name; until it does, it stays as it was. Changed by the thread that runs the function only; the subtask's may look at them meanwhile.
 */
final class OperatorAccumulators {
    /** Beyond this the job fails: accumulators travel in messages and are in the journal. */
    static final int MAX_BYTES = 1 << 20;

    private static final String SECTION = "accumulators";

    private final String operator;
    private final CodecRegistry codecs;
    private final Map<String, Accumulator<?, ?>> accumulators = new ConcurrentSkipListMap<>();
    private final Set<String> added = ConcurrentHashMap.newKeySet();

    OperatorAccumulators(String operator, CodecRegistry codecs) {
        this.operator = operator;
        this.codecs = codecs;
    }

    void restore(OperatorRestore from) throws IOException {
        for (byte[] part : from.ownSections(SECTION)) {
            Accumulators.mergeInto(accumulators, Accumulators.decode(part, codecs));
        }
    }

    @SuppressWarnings("unchecked") // of one class, which says what it takes
    <V, R extends Serializable> void add(String name, Accumulator<V, R> accumulator) {
        if (!added.add(name)) {
            throw new WeirException(
                    FailureKind.BAD_JOB,
                    "[API-195] " + operator + " added the accumulator '" + name
                            + "' twice. A name is one accumulator of an operator. Give the second one another name, or use getAccumulator.");
        }
        Accumulator<?, ?> restored = accumulators.put(name, accumulator);
        if (restored != null) {
            accumulator.resetLocal();
            Accumulators.merge(name, accumulator, (Accumulator<V, R>) restored);
        }
    }

    @Nullable
    Accumulator<?, ?> get(String name) {
        return added.contains(name) ? accumulators.get(name) : null;
    }

    /** The one of that name, which is added if there is none. */
    <A extends Accumulator<V, R>, V, R extends Serializable> A getOrAdd(String name, Class<A> type, Supplier<A> empty) {
        Accumulator<?, ?> known = get(name);
        if (known == null) {
            A made = empty.get();
            add(name, made);
            return made;
        }
        if (!type.isInstance(known)) {
            throw new WeirException(
                    FailureKind.BAD_JOB,
                    "[API-195] " + operator + " asked for the accumulator '" + name + "' as a " + type.getSimpleName()
                            + ", but it is a " + known.getClass().getName()
                            + ". A name is one accumulator. Use another name.");
        }
        return type.cast(known);
    }

    Map<String, Accumulator<?, ?>> all() {
        return Collections.unmodifiableMap(accumulators);
    }

    /** Null if there are none. */
    byte @Nullable [] encoded() {
        if (accumulators.isEmpty()) {
            return null;
        }
        byte[] bytes = Accumulators.encode(accumulators, codecs);
        if (bytes.length > MAX_BYTES) {
            throw new WeirException(
                    FailureKind.BAD_JOB,
                    "[API-196] The accumulators " + accumulators.keySet() + " of " + operator + " take " + bytes.length
                            + " bytes, " + MAX_BYTES
                            + " is the limit. They are kept in memory and sent around as a whole. Write much data to a sink.");
        }
        return bytes;
    }

    void snapshot(OperatorSnapshotBuilder snapshot) {
        byte[] bytes = encoded();
        if (bytes != null) {
            snapshot.section(SECTION, bytes);
        }
    }
}
