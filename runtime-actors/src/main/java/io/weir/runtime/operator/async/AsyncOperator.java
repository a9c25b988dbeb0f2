package io.weir.runtime.operator.async;

import io.weir.api.function.AsyncFunction;
import io.weir.api.function.AsyncRetryStrategy;
import io.weir.api.function.ResultFuture;
import io.weir.api.graph.operator.AsyncSpec;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.time.SaturatedTime;
import io.weir.api.tuple.Tuple2;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshotBuilder;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.UserFunctionOperator;
import io.weir.runtime.output.Output;
import io.weir.runtime.time.Alarms;
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
public final class AsyncOperator extends UserFunctionOperator<AsyncFunction<Object, Object>> {
    private final long timeoutMillis;
    private final int capacity;
    private final @Nullable AsyncRetryStrategy<Object> retry;
    private final AsyncQueue queue;
    private final ArrayDeque<AsyncRecord> notAsked = new ArrayDeque<>();
    private @Nullable ListState<Tuple2<Object, Long>> saved;
    private final Ownership ownership;
    private boolean holding;
    private boolean inputEnded;

    @SuppressWarnings("unchecked") // types are erased: the API's generics have checked them
    public AsyncOperator(OperatorContext context, Output output, AsyncSpec spec) {
        super(context, output, (AsyncFunction<Object, Object>) spec.function());
        this.ownership = new Ownership(context.environment().codecs());
        this.timeoutMillis = spec.timeoutMillis();
        this.capacity = spec.capacity();
        this.retry = (AsyncRetryStrategy<Object>) spec.retry();
        this.queue = new AsyncQueue(spec.ordered(), output, this::leaves);
    }

    @Override
    protected boolean usesState() {
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
            record.timeout = context.callAt(SaturatedTime.plus(now, timeoutMillis), time -> onTimeout(record));
        }
        attempt(record);
    }

    /** With a copy: the record is in snapshots until it is answered, and may be asked about again. */
    private void attempt(AsyncRecord record) {
        record.attempts++;
        try {
            function.asyncInvoke(ownership.own(record.value), new Answer(record, false));
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    private void onTimeout(AsyncRecord record) throws Exception {
        if (!record.done) {
            Answer answer = new Answer(record, true);
            record.ofTimeout = answer;
            function.timeout(ownership.own(record.value), answer);
        }
    }

    /**
     * Looks at what was said, in the order in which it was. What an attempt says is worth nothing if another one would follow and {@code timeout}
     * has spoken meanwhile, though its words are still on their way: the record has its answer.
     */
    private void onAnswer(Answer answer, @Nullable Collection<Object> results, @Nullable Throwable error) {
        AsyncRecord record = answer.record;
        if (record.done) {
            return; // the timeout was first, or an answer that came before it
        }
        if (!answer.ofTimeout && isWorthAnotherAttempt(record, results, error)) {
            if (!hasTimeoutSpoken(record)) {
                attemptLater(record);
            }
            return;
        }
        if (error != null) {
            throw UserCode.failed(context, error);
        }
        if (results == null) {
            throw UserCode.returnedNull(context, "asyncInvoke");
        }
        record.results = results;
        if (record.timeout != null) {
            record.timeout.cancel();
        }
        if (record.nextAttempt != null) {
            record.nextAttempt.cancel();
        }
        queue.done(record);
        letMoreIn();
    }

    private static boolean hasTimeoutSpoken(AsyncRecord record) {
        return record.ofTimeout != null && record.ofTimeout.said.get();
    }

    private void attemptLater(AsyncRecord record) {
        if (inputEnded) {
            record.last = true;
            attempt(record);
            return;
        }
        long backoff = retryOf().getBackoffTimeMillis(record.attempts);
        record.nextAttempt = context.callAt(
                SaturatedTime.plus(context.clock().currentTimeMillis(), backoff), time -> attemptAgain(record));
    }

    private void attemptAgain(AsyncRecord record) {
        record.nextAttempt = null;
        if (!record.done && !hasTimeoutSpoken(record)) {
            attempt(record);
        }
    }

    /** Nobody waits for the delay of an attempt any more: each is made at once, and is the last. */
    @Override
    public void inputEnded() {
        inputEnded = true;
        for (AsyncRecord record : queue.records()) {
            Alarms.Alarm next = record.nextAttempt;
            if (next != null) {
                next.cancel();
                record.last = true;
                attemptAgain(record);
            }
        }
    }

    private boolean isWorthAnotherAttempt(
            AsyncRecord record, @Nullable Collection<Object> results, @Nullable Throwable error) {
        if (retry == null || record.last || !retry.canRetry(record.attempts)) {
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

    /** The chance to answer of one attempt, or of {@code timeout}; what is said first counts. */
    final class Answer implements ResultFuture<Object> {
        private final AsyncRecord record;
        private final boolean ofTimeout;
        private final AtomicBoolean said = new AtomicBoolean();

        Answer(AsyncRecord record, boolean ofTimeout) {
            this.record = record;
            this.ofTimeout = ofTimeout;
        }

        @Override
        public void complete(@Nullable Collection<Object> results) {
            if (said.compareAndSet(false, true)) {
                Collection<Object> own = results == null ? null : new ArrayList<>(results);
                context.services().runSoon(() -> onAnswer(this, own, null));
            }
        }

        @Override
        public void completeExceptionally(Throwable error) {
            if (said.compareAndSet(false, true)) {
                context.services().runSoon(() -> onAnswer(this, null, error));
            }
        }
    }
}
