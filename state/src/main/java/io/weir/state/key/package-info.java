/**
 * Keys, and the key groups that they are divided into. Start at {@link io.weir.state.key.KeyGroups}.
 */
@NullMarked
package io.weir.state.key;

import org.jspecify.annotations.NullMarked;
