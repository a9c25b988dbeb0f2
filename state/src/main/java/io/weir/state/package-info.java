/**
 * Keyed and operator state, key groups and timers. Pure but for the RocksDB adapter: no clock, no thread, no actor. Start
 * at {@link io.weir.state.KeyedStateBackend}.
 */
@NullMarked
package io.weir.state;

import org.jspecify.annotations.NullMarked;
