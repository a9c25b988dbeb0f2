/**
 * The data plane's own connections: one for each node that a node sends to, opened when it is first needed. What is under way is bounded
 * by the credits of the channels. Start at {@link io.weir.actors.exchange.socket.SocketTransport}.
 *
 * <p>A connection carries frames: an int for the length of what follows, a byte for the kind, then for {@code HELLO} the words of the
 * handshake, for {@code DELIVER} and {@code CREDIT} the number under which the receiver registered and the message as {@link
 * io.weir.actors.exchange.MessageFormat} writes it. The answer to a HELLO is one byte. Nothing else travels back.
 */
@NullMarked
package io.weir.actors.exchange.socket;

import org.jspecify.annotations.NullMarked;
