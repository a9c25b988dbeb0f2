/**
 * Whole programs that users copy, one package each; {@link io.weir.samples.Sample} lists them. {@code ./weir run NAME} runs one.
 */
@NullMarked
package io.weir.samples;

import org.jspecify.annotations.NullMarked;
