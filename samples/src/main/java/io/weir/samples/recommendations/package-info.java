/** What a shop could show next, from list state: {@link io.weir.samples.recommendations.Recommendations}. */
@NullMarked
package io.weir.samples.recommendations;

import org.jspecify.annotations.NullMarked;
