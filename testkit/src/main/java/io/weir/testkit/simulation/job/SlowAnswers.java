package io.weir.testkit.simulation.job;

import io.weir.api.function.ResultFuture;
import io.weir.api.function.RichAsyncFunction;
import io.weir.api.tuple.Tuple2;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Answers a question when two more are asked, the younger first; the last ones at their time-out. */
final class SlowAnswers extends RichAsyncFunction<Tuple2<String, Long>, String> {
    private static final long serialVersionUID = 1L;

    private transient Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void asyncInvoke(Tuple2<String, Long> record, ResultFuture<String> answer) {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.push(() -> answer.complete(List.of(answer(record.f0, record.f1))));
        if (waiting.size() == 3) {
            waiting.pop().run();
            waiting.pop().run();
        }
    }

    @Override
    public void timeout(Tuple2<String, Long> record, ResultFuture<String> answer) {
        answer.complete(List.of(answer(record.f0, record.f1)));
    }

    static String answer(String key, long number) {
        return key + "," + number + " answered";
    }
}
