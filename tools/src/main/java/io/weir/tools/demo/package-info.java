/**
 * {@code weir demo}: a cluster of real processes on this host counts the words of Moby-Dick while its processes are killed, and the result is
 * recounted. Start at {@link io.weir.tools.demo.Demo}.
 */
@NullMarked
package io.weir.tools.demo;

import org.jspecify.annotations.NullMarked;
