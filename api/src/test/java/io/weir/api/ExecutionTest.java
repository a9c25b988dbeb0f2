package io.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.execution.ExecutionContexts;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ExecutionTest {
    /** Takes every job and says at once how it ended. */
    private static final class FakeExecutor implements JobExecutor {
        final List<JobGraph> submitted = new ArrayList<>();
        CompletableFuture<JobExecutionResult> end =
                CompletableFuture.completedFuture(new JobExecutionResult("j1", "job", Duration.ofMillis(7)));

        @Override
        public JobClient submit(JobGraph graph, ClassLoader userCode) {
            submitted.add(graph);
            return new JobClient() {
                @Override
                public String getJobId() {
                    return "j1";
                }

                @Override
                public CompletableFuture<JobStatus> getJobStatus() {
                    return CompletableFuture.completedFuture(JobStatus.FINISHED);
                }

                @Override
                public CompletableFuture<Void> cancel() {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
                    return end;
                }
            };
        }

        @Override
        public int defaultParallelism() {
            return 3;
        }
    }

    private final FakeExecutor executor = new FakeExecutor();

    private static StreamExecutionEnvironment printing() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 10).print();
        return env;
    }

    @Test
    void theJobGoesToTheExecutorOfTheLauncherWithItsParallelism() throws Exception {
        JobExecutionResult result =
                ExecutionContexts.withExecutor(executor, () -> printing().execute("job"));
        assertThat(result.getNetRuntime()).isEqualTo(7);
        assertThat(executor.submitted)
                .singleElement()
                .satisfies(graph -> assertThat(Graphs.nodes(graph))
                        .containsExactly("Source: Sequence Source x3 HEAD", "Sink: Print to Std. Out x3 ALWAYS"));
    }

    @Test
    void threadsOfTheProgramHaveTheSameExecutor() throws Exception {
        ExecutionContexts.withExecutor(executor, () -> {
            Thread thread = new Thread(() -> {
                try {
                    printing().execute();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            thread.join();
            return null;
        });
        assertThat(executor.submitted).hasSize(1);
    }

    @Test
    void theExecutorGetsCopiesOfFunctions() throws Exception {
        StreamExecutionEnvironment env = printing();
        Object mine = env.getJobGraph("job").nodes().get(0).operator();
        ExecutionContexts.withExecutor(executor, () -> env.executeAsync("job"));
        assertThat(executor.submitted.get(0).nodes().get(0).operator()).isNotSameAs(mine);
    }

    @Test
    void withoutExecutorThereIsASentence() {
        assertThatThrownBy(() -> printing().execute())
                .hasMessage("[API-127] There is nothing to run the job. No JobExecutor is on the class path. "
                        + "Add the dependency io.weir:weir-runtime-actors, or start the program with ./weir run.");
    }

    @Test
    void theParallelismOfAnEnvironmentIsWhatOperatorsWouldGet() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        assertThat(env.getParallelism()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(env.fromSequence(1, 2).getParallelism()).isEqualTo(env.getParallelism());
        assertThat(env.setParallelism(3).getParallelism()).isEqualTo(3);
        assertThat(StreamExecutionEnvironment.createLocalEnvironment().getParallelism())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void aFailedJobThrowsItsFailure() {
        executor.end = CompletableFuture.failedFuture(new JobExecutionException("j1", "[API-113] user code failed"));
        assertThatThrownBy(() -> ExecutionContexts.withExecutor(
                        executor, () -> printing().execute()))
                .isInstanceOf(JobExecutionException.class)
                .hasMessage("[API-113] user code failed");
    }

    @Test
    void anEnvironmentIsEmptyAfterExecute() throws Exception {
        StreamExecutionEnvironment env = printing();
        ExecutionContexts.withExecutor(executor, () -> env.execute("first"));
        assertThatThrownBy(() -> ExecutionContexts.withExecutor(executor, () -> env.execute("second")))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("[API-112] The job was executed already.");
        env.fromSequence(1, 2).print();
        ExecutionContexts.withExecutor(executor, () -> env.execute("third"));
        assertThat(executor.submitted).extracting(JobGraph::name).containsExactly("first", "third");
    }

    @Test
    void streamsOfAnExecutedJobCannotBeContinued() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<Long> numbers = env.fromSequence(1, 2);
        numbers.print();
        ExecutionContexts.withExecutor(executor, () -> env.execute("first"));
        numbers.print();
        assertThatThrownBy(() -> ExecutionContexts.withExecutor(executor, () -> env.execute("second")))
                .hasMessageContaining(
                        "[API-112] Operator 'Sink: Print to Std. Out' reads from 'Source: Sequence Source', which belongs "
                                + "to a job that was executed already.");
    }

    @Test
    void anInvalidJobStaysAndCanBeMended() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<Long> numbers = env.fromSequence(1, 2);
        SingleOutputStreamOperator<Long> mapped = numbers.map(n -> n).setParallelism(0);
        assertThatThrownBy(() -> ExecutionContexts.withExecutor(executor, () -> env.execute("job")))
                .hasMessageContaining("[API-108]");
        mapped.setParallelism(1).print();
        ExecutionContexts.withExecutor(executor, () -> env.execute("job"));
        assertThat(executor.submitted).hasSize(1);
    }
}
