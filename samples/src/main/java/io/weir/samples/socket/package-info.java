/** The smallest program: {@link io.weir.samples.socket.SocketWordCount}. */
@NullMarked
package io.weir.samples.socket;

import org.jspecify.annotations.NullMarked;
