/**
 * Windows: finite parts of a stream. {@link io.weir.api.window.TimeWindow} for those with a start and an end, {@link
 * io.weir.api.window.GlobalWindow} for the one that holds everything. Which record belongs to which is said by {@link
 * io.weir.api.window.assigner}, when a window's result is emitted by {@link io.weir.api.window.trigger}, which of its records take part by
 * {@link io.weir.api.window.evictor}.
 */
@NullMarked
package io.weir.api.window;

import org.jspecify.annotations.NullMarked;
