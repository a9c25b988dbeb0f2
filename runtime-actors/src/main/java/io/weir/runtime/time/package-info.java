/** How watermarks of several channels become one. */
@NullMarked
package io.weir.runtime.time;

import org.jspecify.annotations.NullMarked;
