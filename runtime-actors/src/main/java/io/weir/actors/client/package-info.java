/**
 * How programs and people reach a cluster: {@link io.weir.actors.client.WeirClient} outside, {@link io.weir.actors.client.Gateway} on
 * every node.
 */
@NullMarked
package io.weir.actors.client;

import org.jspecify.annotations.NullMarked;
