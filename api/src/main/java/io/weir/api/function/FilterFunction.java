package io.weir.api.function;

/** Keeps the records it says true for. */
@FunctionalInterface
public interface FilterFunction<T> extends Function {
    boolean filter(T value) throws Exception;
}
