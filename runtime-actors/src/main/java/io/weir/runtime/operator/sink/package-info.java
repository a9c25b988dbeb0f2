/**
 * Operators that end a stream: writers, what they hand to committers, and commits after a checkpoint.
 */
@NullMarked
package io.weir.runtime.operator.sink;

import org.jspecify.annotations.NullMarked;
