/** When the result of a window is emitted, and its content thrown away. Start at {@link io.weir.api.window.trigger.Trigger}. */
@NullMarked
package io.weir.api.window.trigger;

import org.jspecify.annotations.NullMarked;
