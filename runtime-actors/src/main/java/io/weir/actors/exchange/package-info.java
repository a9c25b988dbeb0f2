/** What subtasks say to each other, and how it crosses the network. */
@NullMarked
package io.weir.actors.exchange;

import org.jspecify.annotations.NullMarked;
