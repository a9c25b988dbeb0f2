/**
 * Nodes in JVMs of their own, which a test or a tool kills, pauses and starts again. Start at
 * {@link io.weir.testkit.process.NodeProcess}.
 */
@NullMarked
package io.weir.testkit.process;

import org.jspecify.annotations.NullMarked;
