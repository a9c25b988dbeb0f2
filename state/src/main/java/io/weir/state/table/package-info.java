/**
 * Hash tables that can be frozen: a snapshot keeps the array, and the owner copies it before its next change. Internal to the state backends.
 */
@NullMarked
package io.weir.state.table;

import org.jspecify.annotations.NullMarked;
