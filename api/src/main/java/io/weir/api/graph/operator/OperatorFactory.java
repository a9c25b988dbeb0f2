package io.weir.api.graph.operator;

import java.io.Serializable;

/**
 * Makes operators that this module does not know. How is the runtime's business: implement {@code io.weir.runtime.operator.StreamOperatorFactory},
 * which extends this. Each subtask makes its operator with a copy of its own, as it does with functions.
 */
public interface OperatorFactory extends Serializable {
    /** Whether its operators have state, so that it is missed if the job gives them no uid. */
    default boolean hasState() {
        return false;
    }

    default OperatorSpec.KeyUse keyUse() {
        return OperatorSpec.KeyUse.POSSIBLE;
    }
}
