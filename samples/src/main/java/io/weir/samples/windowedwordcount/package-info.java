/** Words counted in windows of so many: {@link io.weir.samples.windowedwordcount.WindowedWordCount}. */
@NullMarked
package io.weir.samples.windowedwordcount;

import org.jspecify.annotations.NullMarked;
