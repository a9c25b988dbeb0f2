/**
 * State backends by the names Flink programs use: {@link io.weir.api.state.backend.HashMapStateBackend} and {@link
 * io.weir.api.state.backend.RocksDBStateBackend}; the others are old names of these two.
 */
@NullMarked
package io.weir.api.state.backend;

import org.jspecify.annotations.NullMarked;
