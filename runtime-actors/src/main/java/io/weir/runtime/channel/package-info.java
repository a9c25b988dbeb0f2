/**
 * The two ends of a channel. {@link io.weir.runtime.channel.OutputChannel} makes batches of records and sends them while it holds
 * credit; {@link io.weir.runtime.channel.InputGate} checks that nothing is lost or repeated, and hands the elements on.
 */
@NullMarked
package io.weir.runtime.channel;

import org.jspecify.annotations.NullMarked;
