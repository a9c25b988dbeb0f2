/**
 * Operators that begin a stream, and event time: readers of sources, source functions, watermark strategies.
 */
@NullMarked
package io.weir.runtime.operator.source;

import org.jspecify.annotations.NullMarked;
