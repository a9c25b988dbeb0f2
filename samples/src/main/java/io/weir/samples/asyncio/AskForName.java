package io.weir.samples.asyncio;

import io.weir.api.function.OpenContext;
import io.weir.api.function.ResultFuture;
import io.weir.api.function.RichAsyncFunction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks the server for the name of a customer. Its client is opened with the subtask; the answer comes on a thread of the client. */
final class AskForName extends RichAsyncFunction<Long, Answer> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient SlowServer client;

    private transient long openedNanos;

    @Override
    public void open(OpenContext context) {
        client = new SlowServer();
        openedNanos = System.nanoTime();
    }

    @Override
    public void asyncInvoke(Long customer, ResultFuture<Answer> result) {
        long asked = millis();
        CompletableFuture<Void> unused = client.nameOf(customer).handle((name, failure) -> {
            if (failure == null) {
                result.complete(List.of(new Answer(customer, name, asked, millis())));
            } else {
                result.completeExceptionally(failure);
            }
            return null;
        });
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNanos);
    }
}
