@NullMarked
package io.weir.fuzz;

import org.jspecify.annotations.NullMarked;
