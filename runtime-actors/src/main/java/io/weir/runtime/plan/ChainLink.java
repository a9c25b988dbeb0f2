package io.weir.runtime.plan;

import io.weir.api.OutputTag;
import org.jspecify.annotations.Nullable;

/** Inside a chain: the output of one operator goes straight into another. Ids are those of the job graph. */
public record ChainLink(int from, int to, @Nullable OutputTag<?> sideOutput) {}
