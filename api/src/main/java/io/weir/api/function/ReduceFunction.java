package io.weir.api.function;

/** Combines two records into one of the same type; must be associative. It must not change its arguments. */
@FunctionalInterface
public interface ReduceFunction<T> extends Function {
    T reduce(T value1, T value2) throws Exception;
}
