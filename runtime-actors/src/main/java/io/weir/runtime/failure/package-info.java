/** Why something failed, as far as the job reacts differently, and the sentence that goes with it. */
@NullMarked
package io.weir.runtime.failure;

import org.jspecify.annotations.NullMarked;
