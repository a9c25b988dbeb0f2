package io.weir.samples.asyncio;

import io.weir.api.AsyncDataStream;
import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.AsyncFunction;
import java.util.concurrent.TimeUnit;

/**
 * Asks a slow server about each record without waiting for its answer: while one is under way, up to 20 others are. Records whose answers
 * are under way are part of each checkpoint and are asked about again after a failure.
 *
 * <pre>
 * --customers N   200 unless given
 * --unordered     answers leave when they come, instead of in the order of the customers
 * </pre>
 */
public final class AsyncIo {
    private static final int CAPACITY = 20;
    private static final long TIMEOUT_SECONDS = 10;

    private AsyncIo() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1000);
        DataStream<Long> customers =
                env.fromSequence(1, parameters.getLong("customers", 200)).uid("customers");
        withNames(customers, new AskForName(), parameters.has("unordered")).print();
        env.execute("async io");
    }

    /** The job without its ends, so that a test can put its own there. */
    public static DataStream<String> withNames(
            DataStream<Long> customers, AsyncFunction<Long, String> server, boolean unordered) {
        return (unordered
                        ? AsyncDataStream.unorderedWait(customers, server, TIMEOUT_SECONDS, TimeUnit.SECONDS, CAPACITY)
                        : AsyncDataStream.orderedWait(customers, server, TIMEOUT_SECONDS, TimeUnit.SECONDS, CAPACITY))
                .name("ask for names")
                .uid("names");
    }
}
