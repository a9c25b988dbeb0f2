package io.weir.runtime.operator;

import io.weir.api.function.AsyncFunction;
import io.weir.api.function.AsyncRetryStrategy;
import io.weir.api.function.ResultFuture;
import io.weir.api.graph.OperatorSpec.AsyncSpec;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.tuple.Tuple2;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.output.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user's function about each record and goes on. Answers come from any thread; each becomes a piece of work of the subtask's own
 * thread, where everything else of this class happens. With as many records waiting as the capacity says, the subtask reads no more; what one
 * record made that was under way already waits here without being asked about. Records that wait are in the snapshot, and asked about again.
 */
final class AsyncOperator extends UserFunctionOperator<AsyncFunction<Object, Object>> {
    private final long timeoutMillis;
    private final int capacity;
    private final @Nullable AsyncRetryStrategy<Object> retry;
    private final AsyncQueue queue;
    private final ArrayDeque<AsyncRecord> notAsked = new ArrayDeque<>();
    private @Nullable ListState<Tuple2<Object, Long>> saved;
    private final Ownership ownership;
    private boolean holding;

    @SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
    AsyncOperator(OperatorContext context, Output output, AsyncSpec spec) {
        super(context, output, (AsyncFunction<Object, Object>) spec.function());
        this.ownership = new Ownership(context.environment().codecs());
        this.timeoutMillis = spec.timeoutMillis();
        this.capacity = spec.capacity();
        this.retry = (AsyncRetryStrategy<Object>) spec.retry();
        this.queue = new AsyncQueue(spec.ordered(), output, this::leaves);
    }

    @Override
    boolean usesState() {
        return false; // answers come when another key is the current one
    }

    @Override
    public void open() throws Exception {
        super.open();
        ListState<Tuple2<Object, Long>> restored =
                context.operatorState().getListState(new ListStateDescriptor<>("async-wait-operator"));
        saved = restored;
        List<Tuple2<Object, Long>> waiting = new ArrayList<>();
        restored.get().forEach(waiting::add);
        restored.clear();
        for (Tuple2<Object, Long> each : waiting) {
            emit(each.f0, each.f1);
        }
    }

    @Override
    public void emit(Object value, long timestamp) {
        AsyncRecord record = new AsyncRecord(value, timestamp);
        queue.add(record);
        if (queue.size() - notAsked.size() > capacity) {
            notAsked.add(record);
        } else {
            ask(record);
        }
        if (!holding && queue.size() >= capacity) {
            holding = true;
            context.services().hold();
        }
    }

    private void ask(AsyncRecord record) {
        if (timeoutMillis > 0) {
            long now = context.clock().currentTimeMillis();
            record.alarm = context.callAt(now + timeoutMillis, time -> onTimeout(record));
        }
        attempt(record);
    }

    /** With a copy: the record is in snapshots until it is answered, and may be asked about again. */
    private void attempt(AsyncRecord record) {
        record.attempts++;
        try {
            function.asyncInvoke(ownership.own(record.value), new Answer(record));
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    private void onTimeout(AsyncRecord record) throws Exception {
        if (!record.done) {
            record.timedOut = true;
            function.timeout(ownership.own(record.value), new Answer(record));
        }
    }

    private void onAnswer(AsyncRecord record, @Nullable Collection<Object> results, @Nullable Throwable error) {
        if (record.done) {
            return; // the timeout was first, or an answer that came before it
        }
        if (isWorthAnotherAttempt(record, results, error)) {
            long backoff = retryOf().getBackoffTimeMillis(record.attempts);
            context.callAt(context.clock().currentTimeMillis() + backoff, time -> attemptAgain(record));
            return;
        }
        if (error != null) {
            throw UserCode.failed(context, error);
        }
        if (results == null) {
            throw UserCode.returnedNull(context, "asyncInvoke");
        }
        record.results = results;
        if (record.alarm != null) {
            record.alarm.cancel();
        }
        queue.done(record);
        letMoreIn();
    }

    private void attemptAgain(AsyncRecord record) {
        if (!record.done && !record.timedOut) {
            attempt(record);
        }
    }

    private boolean isWorthAnotherAttempt(
            AsyncRecord record, @Nullable Collection<Object> results, @Nullable Throwable error) {
        if (retry == null || record.timedOut || !retry.canRetry(record.attempts)) {
            return false;
        }
        return error != null
                ? retry.getRetryPredicate()
                        .exceptionPredicate()
                        .map(predicate -> predicate.test(error))
                        .orElse(false)
                : results != null
                        && retry.getRetryPredicate()
                                .resultPredicate()
                                .map(predicate -> predicate.test(results))
                                .orElse(false);
    }

    private AsyncRetryStrategy<Object> retryOf() {
        AsyncRetryStrategy<Object> strategy = retry;
        if (strategy == null) {
            throw new IllegalStateException("no attempt is repeated without a strategy");
        }
        return strategy;
    }

    /** The results of a record go on: called by the queue, in their turn. */
    private void leaves(AsyncRecord record) {
        for (Object result : record.results) {
            if (result == null) {
                throw UserCode.returnedNull(context, "asyncInvoke");
            }
            output.emit(result, record.timestamp);
        }
    }

    private void letMoreIn() {
        while (!notAsked.isEmpty() && queue.size() - notAsked.size() < capacity) {
            ask(notAsked.remove());
        }
        if (holding && queue.size() < capacity) {
            holding = false;
            context.services().release();
        }
    }

    @Override
    public void watermark(long timestamp) {
        context.advanceWatermark(timestamp);
        queue.watermark(timestamp);
    }

    @Override
    public void status(ChannelStatus status) {
        queue.status(status);
    }

    @Override
    public boolean isQuiet() {
        return queue.isEmpty();
    }

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first snapshot
    public void snapshot(OperatorSnapshotBuilder snapshot) throws Exception {
        List<Tuple2<Object, Long>> waiting = new ArrayList<>();
        for (AsyncRecord record : queue.records()) {
            waiting.add(Tuple2.of(record.value, record.timestamp));
        }
        saved.update(waiting);
        super.snapshot(snapshot);
        saved.clear();
    }

    /** One attempt's chance to answer; what is said first counts. */
    private final class Answer implements ResultFuture<Object> {
        private final AsyncRecord record;
        private final AtomicBoolean said = new AtomicBoolean();

        Answer(AsyncRecord record) {
            this.record = record;
        }

        @Override
        public void complete(@Nullable Collection<Object> results) {
            if (said.compareAndSet(false, true)) {
                Collection<Object> own = results == null ? null : new ArrayList<>(results);
                context.services().runSoon(() -> onAnswer(record, own, null));
            }
        }

        @Override
        public void completeExceptionally(Throwable error) {
            if (said.compareAndSet(false, true)) {
                context.services().runSoon(() -> onAnswer(record, null, error));
            }
        }
    }
}
