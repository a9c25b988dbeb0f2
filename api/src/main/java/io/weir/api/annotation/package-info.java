/** Remarks for readers, under the names that Flink programs use. Nothing evaluates them. */
@NullMarked
package io.weir.api.annotation;

import org.jspecify.annotations.NullMarked;
