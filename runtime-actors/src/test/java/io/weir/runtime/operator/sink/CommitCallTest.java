package io.weir.runtime.operator.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.connector.Committer;
import io.weir.runtime.operator.sink.Committables.Pending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A call of a committer, and who closes the committer. What happens while it runs is done by the committer itself here. */
class CommitCallTest {
    private final List<String> seen = new ArrayList<>();
    private @Nullable Runnable meanwhile;
    private @Nullable IOException failure;

    private final Committer<String> committer = new Committer<>() {
        @Override
        public void commit(Collection<CommitRequest<String>> requests) throws IOException {
            seen.add("commits");
            if (meanwhile != null) {
                meanwhile.run();
            }
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void close() {
            seen.add("is closed");
        }
    };

    private final CommitCall<String> call =
            new CommitCall<>(committer, List.of(new CommitRequestOf<>(new Pending<>("a", 0))));

    @Test
    void aCallThatHasNotBegunIsDroppedAndNeverBegins() throws Exception {
        assertThat(call.drop()).isTrue();
        call.run();
        assertThat(call.closesAfter()).isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    void aCallThatRunsIsNotDroppedAndIsOverWhenItReturns() throws Exception {
        meanwhile = () -> seen.add(call.drop() ? "is dropped" : "goes on");
        call.run();
        assertThat(seen).containsExactly("commits", "goes on");
        assertThat(call.drop()).isTrue();
        assertThat(call.closesAfter()).as("who asks closes it").isFalse();
    }

    @Test
    void aCommitterThatIsToBeClosedWhileItCommitsIsClosedOnceAndAfterwards() throws Exception {
        meanwhile = () -> {
            assertThat(call.closesAfter()).isTrue();
            assertThat(call.closesAfter()).as("asked again").isTrue();
            seen.add("was to be closed");
        };
        call.run();
        assertThat(seen).containsExactly("commits", "was to be closed", "is closed");
    }

    @Test
    void aCommitThatFailsIsOverAndClosesTheCommitterToo() {
        failure = new IOException("no");
        meanwhile = () -> assertThat(call.closesAfter()).isTrue();
        assertThatThrownBy(call::run).isSameAs(failure);
        assertThat(call.drop()).isTrue();
        assertThat(seen).containsExactly("commits", "is closed");
    }
}
