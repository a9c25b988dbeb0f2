/**
 * What all engines share: one definition of each workload ({@link io.weir.benchmarks.kit.Workload}), one probe that sources and sinks report
 * to ({@link io.weir.benchmarks.kit.Probe}), one frame around a run ({@link io.weir.benchmarks.kit.Harness}). Knows no engine.
 */
@NullMarked
package io.weir.benchmarks.kit;

import org.jspecify.annotations.NullMarked;
