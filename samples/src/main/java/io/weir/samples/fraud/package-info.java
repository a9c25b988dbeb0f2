/**
 * Finds payments that look like fraud, with state and timers of each account. Start at {@link
 * io.weir.samples.fraud.FraudDetectionJob}; the decision is in {@link io.weir.samples.fraud.FraudDetector}. How each part is tested, from
 * one operator to a cluster under faults, is told in {@code docs/testing-your-job.md}.
 */
@NullMarked
package io.weir.samples.fraud;

import org.jspecify.annotations.NullMarked;
