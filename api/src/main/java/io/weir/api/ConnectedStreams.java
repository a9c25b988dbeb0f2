package io.weir.api;

import io.weir.api.argument.Argument;
import io.weir.api.function.CoFlatMapFunction;
import io.weir.api.function.CoMapFunction;
import io.weir.api.function.CoProcessFunction;
import io.weir.api.function.KeySelector;
import io.weir.api.function.KeyedCoProcessFunction;
import io.weir.api.graph.operator.CoFlatMapSpec;
import io.weir.api.graph.operator.CoMapSpec;
import io.weir.api.graph.operator.CoProcessSpec;
import io.weir.api.graph.operator.KeyedCoProcessSpec;
import io.weir.api.graph.operator.OpenSpec;
import io.weir.api.graph.operator.OperatorFactory;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.serde.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Two streams, of two types, that one function reads. If both are keyed by the same key, the function has state of that key, which both sides
 * share. Records of the two come in no particular order; event time is that of the slower one.
 */
public class ConnectedStreams<IN1, IN2> {
    private final DataStream<IN1> first;
    private final DataStream<IN2> second;

    ConnectedStreams(DataStream<IN1> first, DataStream<IN2> second) {
        TwoInputs.check(first, second);
        this.first = first;
        this.second = second;
    }

    public StreamExecutionEnvironment getExecutionEnvironment() {
        return first.environment;
    }

    public DataStream<IN1> getFirstInput() {
        return first;
    }

    public DataStream<IN2> getSecondInput() {
        return second;
    }

    /** By one field of each, of tuples or Java records. */
    public ConnectedStreams<IN1, IN2> keyBy(int keyPosition1, int keyPosition2) {
        return new ConnectedStreams<>(first.keyBy(keyPosition1), second.keyBy(keyPosition2));
    }

    public ConnectedStreams<IN1, IN2> keyBy(int[] keyPositions1, int[] keyPositions2) {
        Argument.given(keyPositions1, "keyPositions1");
        Argument.given(keyPositions2, "keyPositions2");
        return new ConnectedStreams<>(first.keyBy(keyPositions1), second.keyBy(keyPositions2));
    }

    public ConnectedStreams<IN1, IN2> keyBy(String field1, String field2) {
        Argument.given(field1, "field1");
        Argument.given(field2, "field2");
        return new ConnectedStreams<>(first.keyBy(field1), second.keyBy(field2));
    }

    public ConnectedStreams<IN1, IN2> keyBy(String[] fields1, String[] fields2) {
        Argument.allGiven(fields1, "fields1");
        Argument.allGiven(fields2, "fields2");
        return new ConnectedStreams<>(first.keyBy(fields1), second.keyBy(fields2));
    }

    /** Equal keys of the two streams meet; they must be of one class. */
    public ConnectedStreams<IN1, IN2> keyBy(KeySelector<IN1, ?> keySelector1, KeySelector<IN2, ?> keySelector2) {
        Argument.given(keySelector1, "keySelector1");
        Argument.given(keySelector2, "keySelector2");
        return new ConnectedStreams<>(first.keyBy(keySelector1), second.keyBy(keySelector2));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <KEY> ConnectedStreams<IN1, IN2> keyBy(
            KeySelector<IN1, KEY> keySelector1,
            KeySelector<IN2, KEY> keySelector2,
            @Nullable TypeInformation<KEY> keyType) {
        Argument.given(keySelector1, "keySelector1");
        Argument.given(keySelector2, "keySelector2");
        return new ConnectedStreams<>(first.keyBy(keySelector1), second.keyBy(keySelector2));
    }

    public <R> SingleOutputStreamOperator<R> map(CoMapFunction<IN1, IN2, R> coMapper) {
        Argument.given(coMapper, "coMapper");
        return made("Co-Map", new CoMapSpec(coMapper));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <R> SingleOutputStreamOperator<R> map(
            CoMapFunction<IN1, IN2, R> coMapper, @Nullable TypeInformation<R> outputType) {
        return map(coMapper);
    }

    public <R> SingleOutputStreamOperator<R> flatMap(CoFlatMapFunction<IN1, IN2, R> coFlatMapper) {
        Argument.given(coFlatMapper, "coFlatMapper");
        return made("Co-Flat Map", new CoFlatMapSpec(coFlatMapper));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <R> SingleOutputStreamOperator<R> flatMap(
            CoFlatMapFunction<IN1, IN2, R> coFlatMapper, @Nullable TypeInformation<R> outputType) {
        return flatMap(coFlatMapper);
    }

    public <R> SingleOutputStreamOperator<R> process(CoProcessFunction<IN1, IN2, R> coProcessFunction) {
        Argument.given(coProcessFunction, "coProcessFunction");
        return made("Co-Process", new CoProcessSpec(coProcessFunction));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <R> SingleOutputStreamOperator<R> process(
            CoProcessFunction<IN1, IN2, R> coProcessFunction, @Nullable TypeInformation<R> outputType) {
        return process(coProcessFunction);
    }

    /** For two streams that are keyed by the same key. */
    public <K, R> SingleOutputStreamOperator<R> process(KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction) {
        Argument.given(keyedCoProcessFunction, "keyedCoProcessFunction");
        return made("Co-Keyed-Process", new KeyedCoProcessSpec(keyedCoProcessFunction));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <K, R> SingleOutputStreamOperator<R> process(
            KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction, @Nullable TypeInformation<R> outputType) {
        return process(keyedCoProcessFunction);
    }

    /**
     * An operator of a module beside Weir's, with two inputs.
     *
     * @param operatorFactory a {@code StreamOperatorFactory} of the runtime
     */
    public <R> SingleOutputStreamOperator<R> transform(String operatorName, OperatorFactory operatorFactory) {
        return made(
                Argument.named(operatorName, "operatorName"),
                new OpenSpec(Argument.given(operatorFactory, "operatorFactory")));
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public <R> SingleOutputStreamOperator<R> transform(
            String operatorName, @Nullable TypeInformation<R> outputType, OperatorFactory operatorFactory) {
        return transform(operatorName, operatorFactory);
    }

    /** State belongs to a key only where both streams have one. */
    private <R> SingleOutputStreamOperator<R> made(String name, OperatorSpec spec) {
        KeySelector<?, ?> key1 = first.stateKey();
        KeySelector<?, ?> key2 = second.stateKey();
        boolean keyed = key1 != null && key2 != null;
        return TwoInputs.operator(name, spec, first, second, keyed ? key1 : null, keyed ? key2 : null);
    }
}
