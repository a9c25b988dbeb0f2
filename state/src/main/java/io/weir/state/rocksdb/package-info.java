/**
 * Keyed state in RocksDB, behind a cache of rows. Start at {@link io.weir.state.rocksdb.RocksDbKeyedBackend}.
 *
 * <h2>Where things are</h2>
 * <ol>
 *   <li>{@link io.weir.state.rocksdb.RowCache} holds rows as objects, within the budget of {@link io.weir.state.rocksdb.RocksDbMemory}.
 *       Changed rows are written in batches: the oldest when there are many, all when a snapshot is taken.
 *   <li>{@link io.weir.state.rocksdb.RowDatabase} holds rows as bytes, and the entries of map states one by one, so that a large map is
 *       never one value. The key of a row: key group (2 bytes, big endian), key, namespace; of an entry: that, slot, entry key.
 *   <li>Timers are on the heap, and travel with the snapshot.
 * </ol>
 *
 * <h2>A snapshot</h2>
 * <ol>
 *   <li>Synchronously: changed rows are written to the database; there is a bounded number of them.
 *   <li>Asynchronously: {@link io.weir.state.rocksdb.PendingCheckpoint} flushes and links the files. Until it has, the owner reads the
 *       database and changes rows in its cache, but writes nothing; if it must, it links the files itself first.
 *   <li>{@link io.weir.state.rocksdb.RocksDbSnapshotTask} then uploads from the links what the latest completed checkpoint does not have.
 *       It uses no native object by then, so that closing the database does not harm it.
 * </ol>
 */
@NullMarked
package io.weir.state.rocksdb;

import org.jspecify.annotations.NullMarked;
