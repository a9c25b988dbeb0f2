@NullMarked
package io.weir.actors.guard;

import org.jspecify.annotations.NullMarked;
