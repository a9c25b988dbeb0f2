package io.weir.api.function;

/** The key of a record. Equal records give equal keys; a key's hashCode must be the same in each process and must not change. */
@FunctionalInterface
public interface KeySelector<IN, KEY> extends Function {
    KEY getKey(IN value) throws Exception;
}
