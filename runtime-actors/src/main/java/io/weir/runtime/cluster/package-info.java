/** Who takes part: workers, their slots, and where each subtask runs. Pure. */
@NullMarked
package io.weir.runtime.cluster;

import org.jspecify.annotations.NullMarked;
