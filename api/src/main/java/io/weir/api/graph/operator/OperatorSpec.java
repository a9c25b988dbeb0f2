package io.weir.api.graph.operator;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does, with the user's function. Whoever needs to know something about all kinds of operators asks a method of this interface
 * or hands a {@link Kinds} to {@link #accept}. Other modules add operators as {@link OpenSpec}.
 */
public sealed interface OperatorSpec extends Serializable
        permits AssignTimeSpec, AsyncSpec, FunctionSpec, OpenSpec, SinkSpec, SourceSpec, WindowSpec {
    /** The user's object: the function, source or sink; or this, if there are several. */
    default Serializable userObject() {
        return this;
    }

    default boolean isSource() {
        return false;
    }

    default boolean isSink() {
        return false;
    }

    /** Whether it has state also where the user's function has none. */
    default boolean hasStateOfItsOwn() {
        return false;
    }

    default KeyUse keyUse() {
        return KeyUse.POSSIBLE;
    }

    /** The highest parallelism that it can run with. */
    default int mostSubtasks() {
        return Integer.MAX_VALUE;
    }

    /** What may name fields of the records that come in; null if nothing does. */
    default @Nullable Object fieldUser() {
        return null;
    }

    /**
     * The class of the records that it emits, as far as the compiler wrote it down.
     *
     * @param reads the class of all records that come in; null if that cannot be told
     * @return null if it cannot be told
     */
    default @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return null;
    }

    /** Whether its records are its own already, or those that came in, and it keeps none of them. */
    default boolean passesOn() {
        return false;
    }

    /** Whether each record that it emits is one that came in. */
    default boolean selects() {
        return false;
    }

    /** Whether a record leaves by the {@code return} of the user's function, which has no other way to emit one. */
    default boolean emitsWhatItReturns() {
        return false;
    }

    /** Whether the user's source promises a new object for each record. */
    default boolean makesNewRecords() {
        return false;
    }

    /** Calls the method for this kind. */
    <R> R accept(Kinds<R> kinds);

    /** How an operator stands to the key of its stream. */
    enum KeyUse {
        /** It is used where there is one. */
        POSSIBLE,
        /** All inputs but a broadcast one need a key. */
        NEEDED,
        /** It could not reach the state of a key. */
        REFUSED
    }

    /** An answer for each kind of operator: a kind that is added has none until it is given one here, and the compiler says so. */
    interface Kinds<R> {
        R source(SourceSpec spec);

        R sourceFunction(SourceFunctionSpec spec);

        R assignTime(AssignTimeSpec spec);

        R async(AsyncSpec spec);

        R coMap(CoMapSpec spec);

        R coFlatMap(CoFlatMapSpec spec);

        R coProcess(CoProcessSpec spec);

        R keyedCoProcess(KeyedCoProcessSpec spec);

        R broadcastProcess(BroadcastProcessSpec spec);

        R keyedBroadcastProcess(KeyedBroadcastProcessSpec spec);

        R intervalJoin(IntervalJoinSpec spec);

        R map(MapSpec spec);

        R flatMap(FlatMapSpec spec);

        R filter(FilterSpec spec);

        R process(ProcessSpec spec);

        R keyedProcess(KeyedProcessSpec spec);

        R reduce(ReduceSpec spec);

        R window(WindowSpec spec);

        R sink(SinkSpec spec);

        R sinkFunction(SinkFunctionSpec spec);

        R open(OpenSpec spec);
    }
}
