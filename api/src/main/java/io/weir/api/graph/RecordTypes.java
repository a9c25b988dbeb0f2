package io.weir.api.graph;

import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The class of the records that an operator writes, as far as the compiler wrote it down. Where it did not (most lambdas with a collector, raw
 * types, interfaces), the class is not known before the job runs.
 */
final class RecordTypes {
    private final JobGraph graph;

    RecordTypes(JobGraph graph) {
        this.graph = graph;
    }

    /** Of what comes along an edge; null if it cannot be told. */
    @Nullable
    Class<?> along(StreamEdge edge) {
        return edge.sideOutput() == null ? concrete(writtenBy(graph.node(edge.from()))) : null;
    }

    /** Of all that an operator reads; null if it cannot be told, or there are several. */
    @Nullable
    Class<?> into(StreamNode node) {
        Class<?> type = null;
        for (StreamEdge edge : graph.inputsOf(node.id())) {
            Class<?> one = along(edge);
            if (one == null || (type != null && type != one)) {
                return null;
            }
            type = one;
        }
        return type;
    }

    /** An interface or abstract class says little about the classes of the records. */
    private static @Nullable Class<?> concrete(@Nullable Class<?> type) {
        boolean vague = type == null
                || type == Object.class
                || type.isInterface()
                || type.isArray()
                || Modifier.isAbstract(type.getModifiers());
        return vague ? null : type;
    }

    private @Nullable Class<?> writtenBy(StreamNode node) {
        return node.operator().writes(into(node));
    }
}
