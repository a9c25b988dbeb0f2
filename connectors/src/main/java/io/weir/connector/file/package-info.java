/**
 * Text files as a source that resumes at the byte, and as a sink whose output is exactly once.
 *
 * <h2>The way of a line in</h2>
 * <ol>
 *   <li>{@link io.weir.connector.file.FileSource} is the recipe: which paths, how fast.
 *   <li>{@link io.weir.connector.file.FileSplitEnumerator}, beside the coordinator, lists the files once, cuts them into ranges that begin at line
 *       starts ({@link io.weir.connector.file.FileRanges}) and hands these out on request, in order.
 *   <li>{@link io.weir.connector.file.FileSourceReader}, one a subtask, emits lines; its snapshot is the ranges it holds, with offsets.
 * </ol>
 *
 * <h2>The way of a line out</h2>
 * <ol>
 *   <li>{@link io.weir.connector.file.FileSink} is the recipe: which directory, which encoder, when to roll.
 *   <li>{@link io.weir.connector.file.FileSinkWriter} encodes into hidden in-progress files. Before each barrier it closes and syncs them; from then
 *       on they are pending, and each is named by a {@link io.weir.connector.file.FileCommittable} in the checkpoint.
 *   <li>{@link io.weir.connector.file.FileCommitter} renames them when the checkpoint is complete. Readers that skip names starting with a dot
 *       never see a line that could be taken back.
 *   <li>After a restart the writer deletes what dead attempts left ({@link io.weir.connector.file.LeftoverCleaner}).
 * </ol>
 */
@NullMarked
package io.weir.connector.file;

import org.jspecify.annotations.NullMarked;
