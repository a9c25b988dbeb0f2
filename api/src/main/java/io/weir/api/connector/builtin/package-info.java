/**
 * Sources that need nothing outside the job: {@link io.weir.api.connector.builtin.DataGeneratorSource} makes record i from i alone, so
 * that it resumes exactly where a checkpoint left it and two runs give the same records. {@code fromData} and {@code fromSequence} are
 * made of it.
 */
@NullMarked
package io.weir.api.connector.builtin;

import org.jspecify.annotations.NullMarked;
