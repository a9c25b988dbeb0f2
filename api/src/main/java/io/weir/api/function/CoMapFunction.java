package io.weir.api.function;

/** One record in, one out, for each of two connected streams; both methods are called by one thread. */
public interface CoMapFunction<IN1, IN2, OUT> extends Function {
    OUT map1(IN1 value) throws Exception;

    OUT map2(IN2 value) throws Exception;
}
