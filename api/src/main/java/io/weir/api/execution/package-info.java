/** Who runs a job: {@link io.weir.api.execution.JobExecutor}, found by {@link io.weir.api.execution.ExecutionContexts}. */
@NullMarked
package io.weir.api.execution;

import org.jspecify.annotations.NullMarked;
