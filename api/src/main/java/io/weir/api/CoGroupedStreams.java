package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.function.CoGroupFunction;
import io.weir.api.function.KeySelector;
import io.weir.api.function.MapFunction;
import io.weir.api.function.WindowFunction;
import io.weir.api.graph.KeyOfTwo;
import io.weir.api.serde.TypeInformation;
import io.weir.api.time.Time;
import io.weir.api.window.Window;
import io.weir.api.window.assigner.WindowAssigner;
import io.weir.api.window.evictor.Evictor;
import io.weir.api.window.trigger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two streams whose records meet by key and window: {@code a.coGroup(b).where(keyOfA).equalTo(keyOfB).window(...).apply(...)}. The function
 * sees all records of both streams of each key and window that has any; one side may be empty. Results have the last millisecond of
 * the window as timestamp.
 */
public class CoGroupedStreams<T1, T2> {
    private final DataStream<T1> input1;
    private final DataStream<T2> input2;

    /** The streams that are to meet; made by {@link DataStream#coGroup}. */
    public CoGroupedStreams(DataStream<T1> input1, DataStream<T2> input2) {
        Argument.given(input1, "input1");
        Argument.given(input2, "input2");
        this.input1 = input1;
        this.input2 = input2;
    }

    /** The key of the first stream. */
    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector) {
        Argument.given(keySelector, "keySelector");
        return new Where<>(keySelector);
    }

    public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector, @Nullable TypeInformation<KEY> keyType) {
        return where(keySelector);
    }

    /** A record of one of two streams. */
    public record TaggedUnion<T1, T2>(
            @Nullable T1 one, @Nullable T2 two) {
        public static <T1, T2> TaggedUnion<T1, T2> one(T1 one) {
            return new TaggedUnion<>(one, null);
        }

        public static <T1, T2> TaggedUnion<T1, T2> two(T2 two) {
            return new TaggedUnion<>(null, two);
        }

        public boolean isOne() {
            return one != null;
        }

        public boolean isTwo() {
            return two != null;
        }

        public @Nullable T1 getOne() {
            return one;
        }

        public @Nullable T2 getTwo() {
            return two;
        }
    }

    /** Waits for the key of the second stream. */
    public final class Where<KEY> {
        private final KeySelector<T1, KEY> key1;

        Where(KeySelector<T1, KEY> key1) {
            this.key1 = key1;
        }

        public EqualTo<KEY> equalTo(KeySelector<T2, KEY> keySelector) {
            Argument.given(keySelector, "keySelector");
            return new EqualTo<>(new KeyOfEither<>(key1, keySelector));
        }

        public EqualTo<KEY> equalTo(KeySelector<T2, KEY> keySelector, @Nullable TypeInformation<KEY> keyType) {
            return equalTo(keySelector);
        }
    }

    /** Waits for the windows. */
    public final class EqualTo<KEY> {
        private final KeyOfEither<T1, T2, KEY> key;

        EqualTo(KeyOfEither<T1, T2, KEY> key) {
            this.key = key;
        }

        public <W extends Window> WithWindow<T1, T2, KEY, W> window(
                WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
            Argument.given(assigner, "assigner");
            return new WithWindow<>(input1, input2, key, assigner);
        }
    }

    /** Waits for the function. */
    public static final class WithWindow<T1, T2, KEY, W extends Window> {
        private final WindowedStream<TaggedUnion<T1, T2>, KEY, W> windows;

        WithWindow(
                DataStream<T1> input1,
                DataStream<T2> input2,
                KeyOfEither<T1, T2, KEY> key,
                WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner) {
            DataStream<TaggedUnion<T1, T2>> first =
                    input1.map(new FirstOfBoth<T1, T2>()).name("First of Both");
            DataStream<TaggedUnion<T1, T2>> second =
                    input2.map(new SecondOfBoth<T1, T2>()).name("Second of Both");
            windows = first.union(second).keyBy(key).window(assigner);
        }

        public WithWindow<T1, T2, KEY, W> trigger(Trigger<? super TaggedUnion<T1, T2>, ? super W> newTrigger) {
            Argument.given(newTrigger, "newTrigger");
            windows.trigger(newTrigger);
            return this;
        }

        public WithWindow<T1, T2, KEY, W> evictor(Evictor<? super TaggedUnion<T1, T2>, ? super W> newEvictor) {
            Argument.given(newEvictor, "newEvictor");
            windows.evictor(newEvictor);
            return this;
        }

        public WithWindow<T1, T2, KEY, W> allowedLateness(Duration newLateness) {
            Argument.given(newLateness, "newLateness");
            windows.allowedLateness(newLateness);
            return this;
        }

        public WithWindow<T1, T2, KEY, W> allowedLateness(Time newLateness) {
            return allowedLateness(Argument.given(newLateness, "newLateness").toDuration());
        }

        public <T> SingleOutputStreamOperator<T> apply(CoGroupFunction<T1, T2, T> function) {
            Argument.given(function, "function");
            return named("CoGroup", function);
        }

        public <T> SingleOutputStreamOperator<T> apply(
                CoGroupFunction<T1, T2, T> function, @Nullable TypeInformation<T> resultType) {
            return apply(function);
        }

        /** The old name of {@link #apply(CoGroupFunction)}. */
        public <T> SingleOutputStreamOperator<T> with(CoGroupFunction<T1, T2, T> function) {
            Argument.given(function, "function");
            return apply(function);
        }

        <T> SingleOutputStreamOperator<T> named(String name, CoGroupFunction<T1, T2, T> function) {
            return windows.apply(new GroupsOfBoth<T1, T2, T, KEY, W>(function)).name(name);
        }
    }

    private static final class FirstOfBoth<T1, T2> implements MapFunction<T1, TaggedUnion<T1, T2>> {
        @Override
        public TaggedUnion<T1, T2> map(T1 value) {
            return TaggedUnion.one(value);
        }
    }

    private static final class SecondOfBoth<T1, T2> implements MapFunction<T2, TaggedUnion<T1, T2>> {
        @Override
        public TaggedUnion<T1, T2> map(T2 value) {
            return TaggedUnion.two(value);
        }
    }

    private record KeyOfEither<T1, T2, KEY>(KeySelector<T1, KEY> key1, KeySelector<T2, KEY> key2)
            implements KeySelector<TaggedUnion<T1, T2>, KEY>, KeyOfTwo {
        @Override
        public KEY getKey(TaggedUnion<T1, T2> value) throws Exception {
            T1 one = value.one();
            return one != null ? key1.getKey(one) : key2.getKey(Objects.requireNonNull(value.two()));
        }
    }

    private static final class GroupsOfBoth<T1, T2, T, KEY, W extends Window>
            extends FunctionAround<CoGroupFunction<T1, T2, T>>
            implements WindowFunction<TaggedUnion<T1, T2>, T, KEY, W> {
        GroupsOfBoth(CoGroupFunction<T1, T2, T> function) {
            super(function);
        }

        @Override
        public void apply(KEY key, W window, Iterable<TaggedUnion<T1, T2>> values, Collector<T> out) throws Exception {
            List<T1> first = new ArrayList<>();
            List<T2> second = new ArrayList<>();
            for (TaggedUnion<T1, T2> value : values) {
                T1 one = value.one();
                if (one != null) {
                    first.add(one);
                } else {
                    second.add(Objects.requireNonNull(value.two()));
                }
            }
            inner().coGroup(first, second, out);
        }
    }
}
