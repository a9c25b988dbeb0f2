/**
 * How control messages, journal events and saved states become bytes ({@link io.weir.actors.wire.ControlSerializer}), what must hold of those
 * that are read, how large ones travel ({@link io.weir.actors.wire.Parcels}), and how their receivers outlive them ({@link
 * io.weir.actors.wire.Sturdy}).
 *
 * <p>A component that a later release adds to a record must be {@code @Nullable}: the release before does not send it, and what is missing and
 * not {@code @Nullable} is refused.
 */
@NullMarked
package io.weir.actors.wire;

import org.jspecify.annotations.NullMarked;
