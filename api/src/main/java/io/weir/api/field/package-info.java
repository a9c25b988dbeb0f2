/**
 * Fields of tuples, records and plain objects by position or name, found out from the first record's class, because a lambda's types are
 * not known when the job is built: {@link io.weir.api.field.FieldKey} for {@code keyBy("name")}, {@link
 * io.weir.api.field.FieldAggregate} for {@code sum(1)}.
 */
@NullMarked
package io.weir.api.field;

import org.jspecify.annotations.NullMarked;
