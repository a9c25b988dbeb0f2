/** Payments judged by those before them, with list state: {@link io.weir.samples.risk.RiskControl}. */
@NullMarked
package io.weir.samples.risk;

import org.jspecify.annotations.NullMarked;
