/**
 * The command line: what {@code ./weir} runs. Start at {@link io.weir.launch.Main}; one class a command, the words users read in {@link
 * io.weir.launch.Report}.
 */
@NullMarked
package io.weir.launch;

import org.jspecify.annotations.NullMarked;
