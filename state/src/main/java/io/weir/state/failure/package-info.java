/**
 * What can be wrong with state: how it is used, and how it was stored.
 */
@NullMarked
package io.weir.state.failure;

import org.jspecify.annotations.NullMarked;
