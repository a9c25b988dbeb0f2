/**
 * A node that runs subtasks.
 */
@NullMarked
package io.weir.actors.worker;

import org.jspecify.annotations.NullMarked;
