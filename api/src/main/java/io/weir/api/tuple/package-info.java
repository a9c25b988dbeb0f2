/**
 * Tuples of 1 to 25 fields: {@link io.weir.api.tuple.Tuple2} is a pair with fields {@code f0} and {@code f1}. Equality, hash and text
 * come from the fields, so that tuples are good keys when their fields are. Prefer records for types with a meaning of their own.
 */
@NullMarked
package io.weir.api.tuple;

import org.jspecify.annotations.NullMarked;
