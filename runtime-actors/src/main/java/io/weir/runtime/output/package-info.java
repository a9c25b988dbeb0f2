/** Where the results of an operator go: to the next operator of the chain, or over an exchange to other subtasks. */
@NullMarked
package io.weir.runtime.output;

import org.jspecify.annotations.NullMarked;
