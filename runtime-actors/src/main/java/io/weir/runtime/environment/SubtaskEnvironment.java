package io.weir.runtime.environment;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.time.ProcessingClock;
import io.weir.state.KeyedBackendFactory;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.snapshot.SnapshotTarget;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * What a subtask finds around it; the same for all subtasks of an attempt on one worker, but for {@code targets}.
 *
 * @param codecs of the job
 * @param userLoader loads the user's classes
 * @param backends opens keyed state
 * @param snapshots reads what is restored
 * @param targets where to write the snapshot of a checkpoint, by its id
 * @param remoteOutput whether the receiver of an output channel is in another JVM
 * @param random for shuffling; seeded by whoever makes it
 * @param localDirectory for local state files
 * @param sourceThreads for sources that run in a loop of their own (SourceFunction), the only threads a subtask starts
 */
public record SubtaskEnvironment(
        String jobId,
        CodecRegistry codecs,
        ClassLoader userLoader,
        ProcessingClock clock,
        KeyedBackendFactory backends,
        SnapshotSource snapshots,
        LongFunction<SnapshotTarget> targets,
        IntPredicate remoteOutput,
        RandomGenerator random,
        Path localDirectory,
        ThreadFactory sourceThreads,
        ExchangeSettings exchange) {}
