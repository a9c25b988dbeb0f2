/** Click-through rates of advertisements, with reducing state: {@link io.weir.samples.clickthrough.ClickThrough}. */
@NullMarked
package io.weir.samples.clickthrough;

import org.jspecify.annotations.NullMarked;
