/**
 * Binary codecs, by which records travel between JVMs and state is stored. Start at {@link io.weir.api.serde.TypeTable}.
 *
 * <p>A codec is chosen by the <b>runtime class</b> of a value, so that no program ever needs a type hint: boxes, strings, big numbers,
 * {@code java.time}, enums, arrays, tuples, records, plain objects (POJOs), sealed hierarchies, optionals and the standard collections
 * work as they are. Another class gets a codec of its own by {@link io.weir.api.serde.CodecRegistry#register}.
 *
 * <h2>The bytes</h2>
 * <ol>
 *   <li>A value is a tag and a body. Tag 0 is {@code null}; tags below 80 are the built-in types; 80 + n is user class n of the stream's
 *       {@link io.weir.api.serde.TypeTable}.
 *   <li>A user class is described once for each stream, by name, kind, field names and types ({@link
 *       io.weir.api.serde.TypeTable#writeEntries}): the bytes can be read after fields were added or removed.
 *   <li>In the body of a record or POJO a primitive has its fixed big-endian width, a {@code String} is a string, and all else is a value
 *       with its tag.
 * </ol>
 *
 * <p>Bytes are never trusted: whatever they hold, reading them ends in a value, a {@link io.weir.api.serde.CorruptDataException}, an {@link
 * io.weir.api.serde.IncompatibleTypeException} or an {@link io.weir.api.serde.UnsupportedTypeException}, with no more memory than the input
 * justifies. {@link io.weir.api.serde.Types} and its like are descriptions for programs that come from Flink; nothing here reads them.
 */
@NullMarked
package io.weir.api.serde;

import org.jspecify.annotations.NullMarked;
