/** One operator with three outputs: {@link io.weir.samples.sideoutputs.SideOutputs}. */
@NullMarked
package io.weir.samples.sideoutputs;

import org.jspecify.annotations.NullMarked;
