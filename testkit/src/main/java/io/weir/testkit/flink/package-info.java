/**
 * Tests of operators under the names that programs from Flink use: {@code OneInputStreamOperatorTestHarness} and its like, around
 * {@link io.weir.testkit.OperatorHarness}. What differs: the harness runs a copy of the function, as a job does, so that fields of the object that was
 * handed in do not change; a side output nobody wrote to is empty, not null; and only operators around functions can be made. Write new tests with
 * {@code OperatorHarness}.
 */
@NullMarked
package io.weir.testkit.flink;

import org.jspecify.annotations.NullMarked;
