/** Which records of a window take part in its result. Start at {@link io.weir.api.window.evictor.Evictor}. */
@NullMarked
package io.weir.api.window.evictor;

import org.jspecify.annotations.NullMarked;
