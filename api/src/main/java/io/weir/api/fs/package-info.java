/** {@link io.weir.api.fs.Path}, which programs that come from Flink name files with. */
@NullMarked
package io.weir.api.fs;

import org.jspecify.annotations.NullMarked;
