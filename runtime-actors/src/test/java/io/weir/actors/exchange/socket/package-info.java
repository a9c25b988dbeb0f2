@NullMarked
package io.weir.actors.exchange.socket;

import org.jspecify.annotations.NullMarked;
