/**
 * Notices a dead worker process at once. Each worker holds a plain TCP connection to the node that leads ({@link
 * io.weir.actors.liveness.LivenessClient}, {@link io.weir.actors.liveness.LivenessServer}); when the process dies, its kernel closes the
 * connection, and the leader knows before any heartbeat could tell. Nothing is ever sent after the handshake.
 */
@NullMarked
package io.weir.actors.liveness;

import org.jspecify.annotations.NullMarked;
