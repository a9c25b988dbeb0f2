/**
 * Negative controls: the product with one thing broken, as bytecode patches that exist in this test alone. Start at {@link
 * io.weir.testkit.simulation.mutants.MutantsTest}.
 */
@NullMarked
package io.weir.testkit.simulation.mutants;

import org.jspecify.annotations.NullMarked;
