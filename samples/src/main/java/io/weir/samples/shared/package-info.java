/**
 * What several samples share: the options of their environment, numbers that look random and are the same each time, and how results are shown.
 * Start at {@link io.weir.samples.shared.Results}.
 */
@NullMarked
package io.weir.samples.shared;

import org.jspecify.annotations.NullMarked;
