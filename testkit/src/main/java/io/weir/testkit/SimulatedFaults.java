package io.weir.testkit;

import io.weir.testkit.simulation.Fault;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * In place of {@code @Test}: the method runs once for each seed, and every job that it executes runs in a simulated cluster under the
 * faults of that seed. It is an ordinary program with assertions behind it:
 *
 * <pre>{@code
 * @SimulatedFaults(seeds = 200, nodes = 3)
 * void eachPaymentIsJudgedOnce() throws Exception {
 *     StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
 *     ...
 *     env.execute();                               // simulated: crashes, lost messages, failing disks; ends in virtual time
 *     assertThat(sink.committed()).containsExactlyInAnyOrder(...);
 * }
 * }</pre>
 *
 * <p>Processes crash, stand still and come back, the coordinator too; messages are lost or late; storage and journal fail; functions
 * throw. A hostile phase of a few seconds of the job's time comes first, then all heals, and the job must finish. What must hold for
 * every job is checked besides the method's own assertions. The first seed that fails is the last one to run; its message names it, and
 * {@code @SimulatedFaults(seed = 17)} replays it alone, event for event.
 *
 * <p>A method may take the seed as a parameter of type {@code long}. The rules for jobs are those of {@link JobTest}; a job that is to
 * survive needs checkpoints and a restart strategy without a limit (the default has none).
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(SimulatedFaultsExtension.class)
public @interface SimulatedFaults {
    /** Stands for: every seed from 1 to {@link #seeds}. */
    long ALL = -1;

    /** How many seeds are run, from 1 on. */
    int seeds() default 100;

    /** This seed alone, to replay it. */
    long seed() default ALL;

    /** 1 to 20; the job fits on one less. */
    int nodes() default 3;

    /** The kinds of faults that may happen; empty for all. */
    Fault.Kind[] faults() default {};
}
