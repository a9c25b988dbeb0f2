/**
 * Text from a socket, at most once: {@link io.weir.connector.socket.SocketSource}. Its one reader takes lines from a bounded queue that a thread of
 * its own fills ({@link io.weir.connector.socket.SocketLines}), so that a silent server blocks nobody.
 */
@NullMarked
package io.weir.connector.socket;

import org.jspecify.annotations.NullMarked;
