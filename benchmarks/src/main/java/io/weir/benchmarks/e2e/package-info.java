/**
 * Weir end to end, on the workloads of {@link io.weir.benchmarks.kit} and through the public API only. Start at {@link
 * io.weir.benchmarks.e2e.BenchMain}; the pipelines are in {@link io.weir.benchmarks.e2e.Pipelines}.
 */
@NullMarked
package io.weir.benchmarks.e2e;

import org.jspecify.annotations.NullMarked;
