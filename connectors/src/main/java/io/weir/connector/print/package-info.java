/** Records as lines on standard output or standard error: {@link io.weir.connector.print.PrintSink}. */
@NullMarked
package io.weir.connector.print;

import org.jspecify.annotations.NullMarked;
