/**
 * Windows of keyed streams: three operators, of which {@link io.weir.runtime.operator.window.WindowOperators} chooses.
 */
@NullMarked
package io.weir.runtime.operator.window;

import org.jspecify.annotations.NullMarked;
