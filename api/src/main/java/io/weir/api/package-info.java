/**
 * The DataStream API, with Flink's names. Start at {@link io.weir.api.StreamExecutionEnvironment}: it makes streams from sources, streams make
 * streams ({@code map}, {@code keyBy}, {@code reduce}), sinks end them, and {@code execute} validates the whole and runs it. Lambdas
 * need no type hints, because records are encoded by their runtime class.
 */
@NullMarked
package io.weir.api;

import org.jspecify.annotations.NullMarked;
