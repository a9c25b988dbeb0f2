/**
 * Keyed state as objects in the Java heap. Start at {@link io.weir.state.heap.HeapKeyedBackend}.
 *
 * <h2>A snapshot</h2>
 * <ol>
 *   <li>{@link io.weir.state.heap.HeapKeyedBackend#snapshot} freezes the array of each key group's table, and raises the version: in a time
 *       that does not grow with the number of keys.
 *   <li>The owner goes on: the first change of a table copies its array, the first change of a row copies the row, the first change of a
 *       value (or the first time it is handed out, if it can be changed) copies the value; once each.
 *   <li>{@link io.weir.state.heap.HeapSnapshotTask} writes the frozen arrays on another thread. It reads nothing that the owner still writes.
 *       What the owner wrote before is visible to it by the hand-over to the executor; that it has finished is a volatile flag, which
 *       the owner looks at when the next snapshot begins and when it is told of a checkpoint's end. Until then it copies needlessly, never too
 *       little.
 * </ol>
 */
@NullMarked
package io.weir.state.heap;

import org.jspecify.annotations.NullMarked;
