/** Rules that change while the job runs, in broadcast state: {@link io.weir.samples.rules.RulesJob}. */
@NullMarked
package io.weir.samples.rules;

import org.jspecify.annotations.NullMarked;
