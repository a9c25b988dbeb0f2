/**
 * What a snapshot is made of, and the two ports through which it is written and read. Start at {@link
 * io.weir.state.snapshot.SnapshotTask}: what a backend returns from the synchronous part of a snapshot.
 */
@NullMarked
package io.weir.state.snapshot;

import org.jspecify.annotations.NullMarked;
