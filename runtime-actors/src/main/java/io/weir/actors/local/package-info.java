/**
 * Runs the jobs of a program in its own process, with the same actors and the same protocol as on a cluster, but without a network: {@link
 * io.weir.actors.local.LocalJobExecutor}.
 */
@NullMarked
package io.weir.actors.local;

import org.jspecify.annotations.NullMarked;
