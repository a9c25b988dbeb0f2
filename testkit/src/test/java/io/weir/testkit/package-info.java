/** Tests of what users test with. */
@NullMarked
package io.weir.testkit;

import org.jspecify.annotations.NullMarked;
