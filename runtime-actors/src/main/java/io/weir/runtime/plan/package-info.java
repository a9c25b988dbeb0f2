/**
 * From a job graph to subtasks and channels. Pure and deterministic: every node plans by itself and gets the same plan. Start at
 * {@link io.weir.runtime.plan.Planner}.
 */
@NullMarked
package io.weir.runtime.plan;

import org.jspecify.annotations.NullMarked;
