/** The decoders that are fuzzed, by what they read; {@link io.weir.fuzz.FuzzTargets} has them all. */
@NullMarked
package io.weir.fuzz.target;

import org.jspecify.annotations.NullMarked;
