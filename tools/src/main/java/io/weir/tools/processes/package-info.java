/** A cluster of real processes on this host, for the commands that show or test one: demo, chaos, soak. */
@NullMarked
package io.weir.tools.processes;

import org.jspecify.annotations.NullMarked;
