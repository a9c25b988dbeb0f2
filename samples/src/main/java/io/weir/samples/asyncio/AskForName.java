package io.weir.samples.asyncio;

import io.weir.api.function.OpenContext;
import io.weir.api.function.ResultFuture;
import io.weir.api.function.RichAsyncFunction;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the server for the name of a customer. Its client is opened with the subtask; the answer comes on a thread of the client. */
final class AskForName extends RichAsyncFunction<Long, String> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient SlowServer client;

    @Override
    public void open(OpenContext context) {
        client = new SlowServer();
    }

    @Override
    public void asyncInvoke(Long customer, ResultFuture<String> result) {
        CompletableFuture<Void> unused = client.nameOf(customer).handle((name, failure) -> {
            if (failure == null) {
                result.complete(List.of(customer + " is " + name));
            } else {
                result.completeExceptionally(failure);
            }
            return null;
        });
    }
}
