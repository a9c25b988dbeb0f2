/** Which windows a record belongs to. Start at {@link io.weir.api.window.assigner.WindowAssigner}. */
@NullMarked
package io.weir.api.window.assigner;

import org.jspecify.annotations.NullMarked;
