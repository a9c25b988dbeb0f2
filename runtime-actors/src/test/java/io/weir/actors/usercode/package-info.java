@NullMarked
package io.weir.actors.usercode;

import org.jspecify.annotations.NullMarked;
