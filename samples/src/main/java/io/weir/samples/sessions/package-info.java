/** Session windows: {@link io.weir.samples.sessions.Sessions}. */
@NullMarked
package io.weir.samples.sessions;

import org.jspecify.annotations.NullMarked;
