/** The rules of checkpoints, one test each. Start at {@link io.weir.checkpoint.CheckpointLedgerTest}. */
@NullMarked
package io.weir.checkpoint;

import org.jspecify.annotations.NullMarked;
