/**
 * What a connector implements: {@link io.weir.api.connector.Source} (an enumerator gives splits to readers, as in FLIP-27) and {@link
 * io.weir.api.connector.Sink} (a writer, and a {@link io.weir.api.connector.Committer} that acts when a checkpoint is complete). All
 * of it is called by one thread and takes time only from {@link io.weir.api.time.ProcessingClock}, so that it runs under virtual time.
 */
@NullMarked
package io.weir.api.connector;

import org.jspecify.annotations.NullMarked;
