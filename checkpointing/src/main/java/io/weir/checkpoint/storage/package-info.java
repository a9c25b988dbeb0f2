/**
 * Where checkpoints are kept: the port {@link io.weir.checkpoint.storage.CheckpointStorage} and its adapter for folders. Does
 * I/O, but reads no clock and starts no thread.
 */
@NullMarked
package io.weir.checkpoint.storage;

import org.jspecify.annotations.NullMarked;
