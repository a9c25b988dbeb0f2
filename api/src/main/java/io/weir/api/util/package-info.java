/** Small helpers that programs which come from Flink call; Java has others for most of them. */
@NullMarked
package io.weir.api.util;

import org.jspecify.annotations.NullMarked;
