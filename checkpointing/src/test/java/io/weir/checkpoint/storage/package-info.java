/** What the storage promises, tried with crashes, damage and real folders. */
@NullMarked
package io.weir.checkpoint.storage;

import org.jspecify.annotations.NullMarked;
