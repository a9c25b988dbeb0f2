package io.weir.runtime.cluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a message, event or saved state may hold where that differs from the rule for all: numbers are from 0 to {@link
 * #LARGEST}, texts have at most {@value #LONGEST_TEXT} characters. A value outside is refused when it is read from bytes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Within {
    /** The sum of two does not overflow; no counter, time or number of anything comes near. */
    long LARGEST = 1L << 62;

    /** More characters than anything that is told or stored: what users say is cut before. */
    int LONGEST_TEXT = 64 * 1024;

    /** Of names of things that are looked up: an id of a job, a request, a blob. */
    int LONGEST_ID = 512;

    /** Of one vertex. */
    int MOST_SUBTASKS = 1 << 15;

    /** The lowest number; of a text, the fewest characters. */
    long least() default 0;

    /** The highest number; of a text, the most characters. */
    long most() default LARGEST;
}
