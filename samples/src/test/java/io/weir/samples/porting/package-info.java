/** That programs written for Flink run here after {@code docs/port-from-flink.sh}, and that {@code docs/porting-from-flink.md} is true. */
@NullMarked
package io.weir.samples.porting;

import org.jspecify.annotations.NullMarked;
