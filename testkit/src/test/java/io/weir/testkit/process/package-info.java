@NullMarked
package io.weir.testkit.process;

import org.jspecify.annotations.NullMarked;
