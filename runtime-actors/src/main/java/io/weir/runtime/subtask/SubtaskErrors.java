package io.weir.runtime.subtask;

import io.weir.api.serde.CorruptDataException;
import io.weir.checkpoint.ProtocolException;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.UserCodeException;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.plan.ChainVertex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences about what ends a subtask. */
final class SubtaskErrors {
    private SubtaskErrors() {}

    /** @param record which record it was of those this attempt of the subtask has read, from 0 */
    static WeirException explain(Exception e, OperatorChain chain, SubtaskId id, ChainVertex vertex, long record) {
        String where = " (subtask " + (id.index() + 1) + "/" + vertex.parallelism() + " of '" + vertex.name()
                + "', record " + record + " of its input)";
        if (e instanceof WeirException weir) {
            return weir.kind() == FailureKind.USER_CODE
                    ? new WeirException(weir.kind(), weir.getMessage() + where, weir)
                    : weir;
        }
        if (e instanceof UserCodeException user) {
            Throwable cause = user.getCause() == null ? user : user.getCause();
            return new WeirException(
                    FailureKind.USER_CODE,
                    "[JOB-601] The code of " + user.function() + " threw " + cause + where
                            + ". The attempt ends; the job restarts from its last checkpoint if its restart strategy allows. Mend the function, or let it handle such records.",
                    cause);
        }
        if (e instanceof ProtocolException || e instanceof CorruptDataException) {
            return new WeirException(
                    FailureKind.BROKEN_PROTOCOL,
                    "[NET-703] What came over a channel cannot be trusted: " + e.getMessage() + where
                            + ". The attempt ends and the job restarts from its last checkpoint.",
                    e);
        }
        return new WeirException(
                FailureKind.USER_CODE,
                "[JOB-602] A subtask failed: " + e + where
                        + ". The job restarts from its last checkpoint if its restart strategy allows.",
                e);
    }

    static void closeAll(List<StreamOperator> operators) throws Exception {
        @Nullable Exception first = null;
        for (StreamOperator operator : operators) {
            try {
                operator.close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
