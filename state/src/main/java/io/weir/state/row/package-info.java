/**
 * What the two backends share: a {@link io.weir.state.row.Row} holds all states of one key and namespace, the {@link
 * io.weir.state.row.RowBackend} finds it, and the handles read and write its slots. Internal to the state backends.
 *
 * <h2>Rows under a running snapshot</h2>
 * <ol>
 *   <li>{@code snapshot()} raises the version of the backend; rows carry the version they were made in.
 *   <li>A row of an older version than a running snapshot is frozen: it is only read. Its first change puts a copy in its place.
 *   <li>The copy still shares its values with the frozen row. Each slot of it that is shared is marked so, and a value that can be changed
 *       is copied when it is first handed out or changed.
 * </ol>
 */
@NullMarked
package io.weir.state.row;

import org.jspecify.annotations.NullMarked;
