package io.weir.samples.asyncio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Stands for a client of a database or web service: it answers after 10 to 100 ms, the later customers often before the earlier. */
final class SlowServer {
    private static final String[] NAMES = {"Ada", "Bob", "Cyd", "Dee", "Eve", "Fay", "Gus"};

    CompletableFuture<String> nameOf(long customer) {
        long millis = 10 + customer * 37 % 91;
        return CompletableFuture.supplyAsync(
                () -> NAMES[(int) (customer % NAMES.length)],
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }
}
