/**
 * What things cost. Each class opens with its question, the command that answers it, and the last answer with machine, date and spread.
 */
@NullMarked
package io.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
