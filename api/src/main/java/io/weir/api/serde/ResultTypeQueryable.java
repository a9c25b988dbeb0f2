package io.weir.api.serde;

/**
 * Functions and sources of Flink programs say with it what they make: accepted, never asked.
 *
 * @param <T> what they make
 */
public interface ResultTypeQueryable<T> {
    TypeInformation<T> getProducedType();
}
