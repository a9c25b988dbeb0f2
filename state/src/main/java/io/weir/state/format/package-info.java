/**
 * The bytes of a keyed snapshot, which both backends share. Start at {@link io.weir.state.format.KeyedSnapshotWriter}.
 *
 * <h2>Format 1</h2>
 * <ol>
 *   <li>The description (in the handle's meta): magic, format version, number of key groups, range, states by slot (name, kind, class),
 *       user classes, blocks; then the blocks themselves where they are few bytes; then a CRC-32C of all that.
 *   <li>A block: rows of one key group, or timers of one name, domain and key group. The description knows its place, length, number
 *       of entries and CRC-32C. It can be read alone, so that a restore reads only the key groups it wants.
 *   <li>A file: blocks one after the other, nothing else.
 *   <li>A row: key, namespace, then (slot + 1, content) for each slot that holds something, then 0. Content of a list: number, elements; of
 *       a map: number, then key and value of each entry; of the others: the value.
 *   <li>A timer: key, namespace, time.
 * </ol>
 */
@NullMarked
package io.weir.state.format;

import org.jspecify.annotations.NullMarked;
