/** Something outside is asked for each record, without waiting: {@link io.weir.samples.asyncio.AsyncIo}. */
@NullMarked
package io.weir.samples.asyncio;

import org.jspecify.annotations.NullMarked;
