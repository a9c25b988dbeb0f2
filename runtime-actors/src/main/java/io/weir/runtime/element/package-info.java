/** All that flows along a channel between two subtasks, in order. Start at {@link io.weir.runtime.element.StreamElement}. */
@NullMarked
package io.weir.runtime.element;

import org.jspecify.annotations.NullMarked;
