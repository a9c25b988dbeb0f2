package io.weir.runtime.subtask;

import io.weir.api.connector.ConnectorException;
import io.weir.api.serde.CorruptDataException;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.ProtocolException;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.ThrownText;
import io.weir.runtime.failure.UserCodeException;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.plan.ChainVertex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences about what ends a subtask. */
final class SubtaskErrors {
    private final SubtaskId id;
    private final ChainVertex vertex;

    SubtaskErrors(SubtaskId id, ChainVertex vertex) {
        this.id = id;
        this.vertex = vertex;
    }

    /** @param record which record it was of those this attempt of the subtask has read, from 0 */
    WeirException atRecord(Throwable e, long record) {
        return explain(e, "record " + record + " of its input");
    }

    /** Something that an operator threw, between two records. {@code step}: what it was told, for example {@code open}. */
    WeirException in(OperatorContext operator, String step, Throwable e) {
        boolean named = e instanceof WeirException
                || e instanceof UserCodeException
                || e instanceof CheckpointException
                || isMistrust(e)
                || Failure.kindOf(e) == FailureKind.CORRUPT_STATE;
        return explain(named ? e : new UserCodeException(operator.description(), e), "in its " + step);
    }

    private WeirException explain(Throwable e, String what) {
        String where = " (subtask " + (id.index() + 1) + "/" + vertex.parallelism() + " of '" + vertex.name() + "', "
                + what + ")";
        if (e instanceof WeirException weir) {
            return weir.kind() == FailureKind.USER_CODE
                            || weir.kind() == FailureKind.UNMET_NEED
                            || weir.kind() == FailureKind.BAD_JOB
                    ? new WeirException(weir.kind(), weir.getMessage() + where, weir)
                    : weir;
        }
        if (e instanceof UserCodeException user) {
            Throwable cause = user.getCause() == null ? user : user.getCause();
            if (cause instanceof ConnectorException connector) { // says it all, and is no code of the user's
                return new WeirException(Failure.kindOf(connector), connector.getMessage() + where, connector);
            }
            return new WeirException(
                    Failure.kindOf(cause),
                    "[JOB-601] The code of " + user.function() + " threw " + ThrownText.of(cause)
                            + ThrownText.place(cause) + where
                            + ". The attempt ends; the job restarts from its last checkpoint if its restart strategy allows. Mend the function, or let it handle such records.",
                    cause);
        }
        if (isMistrust(e)) {
            return new WeirException(
                    FailureKind.BROKEN_PROTOCOL,
                    "[NET-703] What came over a channel cannot be trusted: " + ThrownText.message(e) + where
                            + ". The attempt ends and the job restarts from its last checkpoint.",
                    e);
        }
        return new WeirException(
                Failure.kindOf(e),
                ThrownText.message(e).startsWith("[")
                        ? ThrownText.message(e) + where
                        : "[JOB-602] A subtask failed: " + ThrownText.of(e) + where
                                + ". The job restarts from its last checkpoint if its restart strategy allows.",
                e);
    }

    private static boolean isMistrust(Throwable e) {
        return e instanceof ProtocolException || e instanceof CorruptDataException;
    }

    static void closeAll(List<StreamOperator> operators) throws Exception {
        @Nullable Throwable first = null;
        for (StreamOperator operator : operators) {
            try {
                operator.close();
            } catch (Throwable e) { // user code: the others are closed all the same
                if (first == null) {
                    first = e;
                }
            }
        }
        if (first instanceof Exception thrown) {
            throw thrown;
        } else if (first instanceof Error thrown) {
            throw thrown;
        }
    }
}
