/**
 * {@code weir demo}: a cluster of real processes on this host counts the words of Moby-Dick while its processes are killed, and the result is
 * recounted. Start at {@link io.weir.launch.demo.Demo}.
 */
@NullMarked
package io.weir.launch.demo;

import org.jspecify.annotations.NullMarked;
