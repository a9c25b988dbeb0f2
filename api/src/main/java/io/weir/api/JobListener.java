package io.weir.api;

import org.jspecify.annotations.Nullable;

/** Hears of jobs of one environment; called by the thread that submits or executes them. */
public interface JobListener {
    /** The job was accepted, or it was not. One of the two is null. */
    void onJobSubmitted(@Nullable JobClient jobClient, @Nullable Throwable throwable);

    /** {@code execute} is about to return or to throw. One of the two is null. Not called for {@code executeAsync}. */
    void onJobExecuted(@Nullable JobExecutionResult jobExecutionResult, @Nullable Throwable throwable);
}
