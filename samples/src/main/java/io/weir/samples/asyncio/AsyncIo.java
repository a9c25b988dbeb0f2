package io.weir.samples.asyncio;

import io.weir.api.AsyncDataStream;
import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.AsyncFunction;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;
import java.util.concurrent.TimeUnit;

/**
 * Asks a slow server about each record without waiting for its answer: while one is under way, up to 20 others are. Records whose answers
 * are under way are part of each checkpoint and are asked about again after a failure.
 *
 * <pre>
 * --customers N   40 unless given
 * --unordered     answers leave when they come, instead of in the order of the customers
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class AsyncIo {
    private static final int CAPACITY = 20;
    private static final long TIMEOUT_SECONDS = 10;

    private AsyncIo() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "customers", "unordered");
        StreamExecutionEnvironment env = Options.environment(parameters);
        DataStream<Long> customers = env.fromSequence(1, parameters.getLong("customers", 40))
                .setParallelism(1)
                .uid("customers");
        DataStream<Answer> answers = withNames(customers, new AskForName(), parameters.has("unordered"));
        new Results(parameters)
                .news(Answer.COLUMNS, answers)
                .sums(Answers.COLUMNS, answers.map(Answers::of))
                .show();
        env.execute("async io");
    }

    /** The job without its ends, so that a test can put its own there. */
    public static DataStream<Answer> withNames(
            DataStream<Long> customers, AsyncFunction<Long, Answer> server, boolean unordered) {
        return (unordered
                        ? AsyncDataStream.unorderedWait(customers, server, TIMEOUT_SECONDS, TimeUnit.SECONDS, CAPACITY)
                        : AsyncDataStream.orderedWait(customers, server, TIMEOUT_SECONDS, TimeUnit.SECONDS, CAPACITY))
                .name("ask for names")
                .uid("names");
    }
}
