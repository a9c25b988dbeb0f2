/** A node of a cluster, from its configuration to its end: {@link io.weir.actors.node.WeirNode}. */
@NullMarked
package io.weir.actors.node;

import org.jspecify.annotations.NullMarked;
