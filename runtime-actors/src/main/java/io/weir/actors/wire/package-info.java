/** How control messages, journal events and saved states become bytes: {@link io.weir.actors.wire.ControlSerializer}. */
@NullMarked
package io.weir.actors.wire;

import org.jspecify.annotations.NullMarked;
