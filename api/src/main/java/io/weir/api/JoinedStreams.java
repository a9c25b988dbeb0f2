package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.function.CoGroupFunction;
import io.weir.api.function.FlatJoinFunction;
import io.weir.api.function.JoinFunction;
import io.weir.api.function.KeySelector;
import io.weir.api.serde.TypeInformation;
import io.weir.api.time.Time;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.Evictor;
import io.weir.api.window.trigger.Trigger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Two streams whose records are paired: {@code a.join(b).where(keyOfA).equalTo(keyOfB).window(...).apply(...)}. A pair is made of each two
 * records with the same key in the same window, when the window fires; both sides are kept until then. Results have the last
 * millisecond of the window as timestamp.
 */
public class JoinedStreams<T1, T2> {
    private final CoGroupedStreams<T1, T2> streams;

    /** The streams to be joined; made by {@link DataStream#join}. */
    public JoinedStreams(DataStream<T1> input1, DataStream<T2> input2) {
        Argument.given(input1, "input1");
        Argument.given(input2, "input2");
        this.streams = new CoGroupedStreams<>(input1, input2);
    }

    /** The key of the first stream. */
    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector) {
        Argument.given(keySelector, "keySelector");
        return new Where<>(streams.where(keySelector));
    }

    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector, @Nullable TypeInformation<KEY> keyType) {
        return where(keySelector);
    }

    /** Waits for the key of the second stream. */
    public final class Where<KEY> {
        private final CoGroupedStreams<T1, T2>.Where<KEY> where;

        Where(CoGroupedStreams<T1, T2>.Where<KEY> where) {
            this.where = where;
        }

        public EqualTo<KEY> equalTo(KeySelector<T2, KEY> keySelector) {
            Argument.given(keySelector, "keySelector");
            return new EqualTo<>(where.equalTo(keySelector));
        }

        public EqualTo<KEY> equalTo(KeySelector<T2, KEY> keySelector, @Nullable TypeInformation<KEY> keyType) {
            return equalTo(keySelector);
        }
    }

    /** Waits for the windows. */
    public final class EqualTo<KEY> {
        private final CoGroupedStreams<T1, T2>.EqualTo<KEY> keyed;

        EqualTo(CoGroupedStreams<T1, T2>.EqualTo<KEY> keyed) {
            this.keyed = keyed;
        }

        public <W extends Window> WithWindow<T1, T2, KEY, W> window(
                WindowAssigner<? super CoGroupedStreams.TaggedUnion<T1, T2>, W> assigner) {
            Argument.given(assigner, "assigner");
            return new WithWindow<>(keyed.window(assigner));
        }
    }

    /** Waits for the function. */
    public static final class WithWindow<T1, T2, KEY, W extends Window> {
        private final CoGroupedStreams.WithWindow<T1, T2, KEY, W> windowed;

        WithWindow(CoGroupedStreams.WithWindow<T1, T2, KEY, W> windowed) {
            this.windowed = windowed;
        }

        public WithWindow<T1, T2, KEY, W> trigger(
                Trigger<? super CoGroupedStreams.TaggedUnion<T1, T2>, ? super W> newTrigger) {
            Argument.given(newTrigger, "newTrigger");
            windowed.trigger(newTrigger);
            return this;
        }

        public WithWindow<T1, T2, KEY, W> evictor(
                Evictor<? super CoGroupedStreams.TaggedUnion<T1, T2>, ? super W> newEvictor) {
            Argument.given(newEvictor, "newEvictor");
            windowed.evictor(newEvictor);
            return this;
        }

        public WithWindow<T1, T2, KEY, W> allowedLateness(Duration newLateness) {
            Argument.given(newLateness, "newLateness");
            windowed.allowedLateness(newLateness);
            return this;
        }

        public WithWindow<T1, T2, KEY, W> allowedLateness(Time newLateness) {
            return allowedLateness(Argument.given(newLateness, "newLateness").toDuration());
        }

        /** One result for each pair. */
        public <T> SingleOutputStreamOperator<T> apply(JoinFunction<T1, T2, T> function) {
            Argument.given(function, "function");
            return windowed.named("Join", new EachPair<>(function));
        }

        /** Any number of results for each pair. */
        public <T> SingleOutputStreamOperator<T> apply(FlatJoinFunction<T1, T2, T> function) {
            Argument.given(function, "function");
            return windowed.named("Join", new EachPairFlat<>(function));
        }

        public <T> SingleOutputStreamOperator<T> apply(
                JoinFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType) {
            return apply(function);
        }

        public <T> SingleOutputStreamOperator<T> apply(
                FlatJoinFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType) {
            return apply(function);
        }

        /** The old name of {@link #apply(JoinFunction)}. */
        public <T> SingleOutputStreamOperator<T> with(JoinFunction<T1, T2, T> function) {
            Argument.given(function, "function");
            return apply(function);
        }

        /** The old name of {@link #apply(FlatJoinFunction)}. */
        public <T> SingleOutputStreamOperator<T> with(FlatJoinFunction<T1, T2, T> function) {
            Argument.given(function, "function");
            return apply(function);
        }
    }

    private static final class EachPair<T1, T2, T> extends FunctionAround<JoinFunction<T1, T2, T>>
            implements CoGroupFunction<T1, T2, T> {
        EachPair(JoinFunction<T1, T2, T> function) {
            super(function);
        }

        @Override
        public void coGroup(Iterable<T1> first, Iterable<T2> second, Collector<T> out) throws Exception {
            for (T1 one : first) {
                for (T2 two : second) {
                    out.collect(inner().join(one, two));
                }
            }
        }
    }

    private static final class EachPairFlat<T1, T2, T> extends FunctionAround<FlatJoinFunction<T1, T2, T>>
            implements CoGroupFunction<T1, T2, T> {
        EachPairFlat(FlatJoinFunction<T1, T2, T> function) {
            super(function);
        }

        @Override
        public void coGroup(Iterable<T1> first, Iterable<T2> second, Collector<T> out) throws Exception {
            for (T1 one : first) {
                for (T2 two : second) {
                    inner().join(one, two, out);
                }
            }
        }
    }
}
