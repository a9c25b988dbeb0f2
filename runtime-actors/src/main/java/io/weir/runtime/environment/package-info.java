/**
 * What a worker gives its subtasks, and what they show of the user's metrics; below operators and subtasks.
 */
@NullMarked
package io.weir.runtime.environment;

import org.jspecify.annotations.NullMarked;
