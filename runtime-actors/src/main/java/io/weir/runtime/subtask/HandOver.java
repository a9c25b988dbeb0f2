package io.weir.runtime.subtask;

import io.weir.api.function.CheckpointedFunction;
import io.weir.api.graph.JobSettings;
import io.weir.api.graph.Partitioning;
import io.weir.api.graph.StreamNode;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.runtime.plan.ChainLink;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.Exchange;

/**
 * Decides where the mutable records of an operator are copied on their way to its readers: see {@link io.weir.runtime.element.Ownership}.
 * Wherever a function may keep what it emitted, or change and emit it again. Not where it cannot, because a record leaves by its {@code return}
 * and it has no field that could hold one ({@link Memory}). Where the job says that its functions give their records away ({@code enableObjectReuse}), only
 * if the operator has state that may hold the record. And always if there are several readers.
 */
final class HandOver {
    private HandOver() {}

    /** Whether all that the operator emits to others of its chain is copied, if it is mutable. */
    static boolean copies(JobSettings settings, ChainVertex vertex, StreamNode from) {
        if (from.operator().passesOn() || keepsNothing(from)) {
            return readers(vertex, from) > 1;
        }
        return !settings.objectReuse() || hasState(from) || readers(vertex, from) > 1;
    }

    /** The same, for what it sends over an exchange. */
    static boolean copies(JobSettings settings, ChainVertex vertex, Exchange exchange) {
        return exchange.partitioning() instanceof Partitioning.Broadcast
                || copies(settings, vertex, operator(vertex, exchange.fromOperator()));
    }

    /** Whether what it emits is made by a function that promised to give it away; others pass on what they were given. */
    static boolean givesAway(StreamNode from) {
        return !from.operator().passesOn()
                && !keepsNothing(from)
                && !from.operator().selects();
    }

    /** A map or filter without memory; a source that makes a new object for each record. */
    private static boolean keepsNothing(StreamNode node) {
        OperatorSpec spec = node.operator();
        if (node.stateKey() != null) {
            return false;
        }
        return (spec.emitsWhatItReturns() && Memory.hasNone(spec.userObject())) || spec.makesNewRecords();
    }

    private static boolean hasState(StreamNode node) {
        return node.stateKey() != null
                || node.operator().isSource()
                || node.operator().hasStateOfItsOwn()
                || node.operator().userObject() instanceof CheckpointedFunction;
    }

    private static long readers(ChainVertex vertex, StreamNode from) {
        long next = vertex.links().stream()
                .map(ChainLink::from)
                .filter(id -> id == from.id())
                .count();
        return next
                + vertex.outputs().stream()
                        .filter(exchange -> exchange.fromOperator() == from.id())
                        .count();
    }

    static StreamNode operator(ChainVertex vertex, int id) {
        return vertex.operators().stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .orElseThrow();
    }
}
