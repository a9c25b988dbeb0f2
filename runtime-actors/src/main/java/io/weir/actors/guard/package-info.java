/**
 * What keeps a node standing, or replaces it: a thread of ours that dies ends its node ({@link io.weir.actors.guard.VitalThread}), strangers at a
 * port take the place of nobody who belongs there ({@link io.weir.actors.guard.Strangers}), and what they do fills no log ({@link
 * io.weir.actors.guard.RareWarning}).
 */
@NullMarked
package io.weir.actors.guard;

import org.jspecify.annotations.NullMarked;
