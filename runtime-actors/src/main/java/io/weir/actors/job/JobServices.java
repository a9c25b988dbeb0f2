package io.weir.actors.job;

import io.weir.actors.journal.JournalCopy;
import io.weir.actors.journal.JournalRetention;
import io.weir.actors.journal.Leadership;
import io.weir.actors.usercode.UserThreads;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.runtime.job.DirectorSettings;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What job manager and coordinators find on their node. All of it is safe for any thread.
 *
 * @param node names this node in the journal and to people
 * @param jobIds 32 hexadecimal digits each
 * @param random uniform in [0, 1)
 * @param clock milliseconds since 1970; only goes forward, as fast as time passes
 * @param leadership of the journal
 * @param retention of events in the journal
 * @param blocking runs what blocks, and is no code of a user
 * @param userThreads runs code of users
 * @param userThreadsPerJob the most that {@code callAsync} of one job uses at once; positive
 * @param defaultStorageUri for jobs that name none
 * @param operator what those who operate the node have decided
 */
public record JobServices(
        String node,
        Supplier<String> jobIds,
        DoubleSupplier random,
        LongSupplier clock,
        Leadership leadership,
        JournalRetention retention,
        Executor blocking,
        UserThreads userThreads,
        int userThreadsPerJob,
        Storages storages,
        String defaultStorageUri,
        JobPrograms programs,
        DirectorSettings patience,
        OperatorSettings operator) {
    /** With nothing decided by those who operate the node, and a journal that is not copied. */
    public JobServices(
            String node,
            Supplier<String> jobIds,
            DoubleSupplier random,
            LongSupplier clock,
            Leadership leadership,
            JournalRetention retention,
            Executor blocking,
            UserThreads userThreads,
            int userThreadsPerJob,
            Storages storages,
            String defaultStorageUri,
            JobPrograms programs,
            DirectorSettings patience) {
        this(
                node,
                jobIds,
                random,
                clock,
                leadership,
                retention,
                blocking,
                userThreads,
                userThreadsPerJob,
                storages,
                defaultStorageUri,
                programs,
                patience,
                OperatorSettings.none(JournalCopy.NONE));
    }

    /** Whether the leader of that term may still lead, as far as can be known: the journal refuses one who must not. Blocks. */
    boolean mayLead(long term) {
        try {
            return leadership.isHeld(term);
        } catch (IOException e) {
            return true;
        }
    }

    /** Opens storages. */
    @FunctionalInterface
    public interface Storages {
        /** Blocks; may return the same one every time. */
        CheckpointStorage open(String uri) throws IOException;
    }
}
