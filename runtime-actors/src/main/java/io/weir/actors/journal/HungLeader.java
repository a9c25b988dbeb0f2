package io.weir.actors.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lead of a journal in a file, which only one process can have open. A leader that hangs (stopped, swapped out) is removed from the cluster, but
 * keeps the file, and with it every job from going on. So who leads writes beside the file which process it is, and who is to lead next ends that
 * process, if
 *
 * <ul>
 *   <li>the cluster has removed that very member, as this node has seen, and the grace since then is over: it would have ended by itself;
 *   <li>it is alive on this host, the same process (number and start), and of the same user.
 * </ul>
 *
 * What it still wanted to write is of no use: it has lost the lead. Safe for any thread.
 */
public final class HungLeader implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(HungLeader.class);

    private final Leadership lead;
    private final HungLeaderSettings settings;
    private final Path holderFile;
    private final Path endedFile;
    private final String self;
    private final Predicate<String> removed;
    private final LongSupplier clock;

    // guarded by this
    private @Nullable JournalHolder waitingFor;
    private long sinceNanos;
    private boolean said;

    /**
     * Reads and writes nothing yet.
     *
     * @param file of the journal, as in {@link JournalSettings#file}
     * @param self names this node's process among all members that there ever were
     * @param removed whether the cluster has removed that member, and not at its own wish
     * @param clock in nanoseconds
     */
    public HungLeader(
            Leadership lead,
            HungLeaderSettings settings,
            Path file,
            String self,
            Predicate<String> removed,
            LongSupplier clock) {
        this.lead = lead;
        this.settings = settings;
        this.holderFile = file.resolveSibling(file.getFileName() + ".holder");
        this.endedFile = file.resolveSibling(file.getFileName() + ".ended");
        this.self = self;
        this.removed = removed;
        this.clock = clock;
    }

    @Override
    public Term take(String node) throws IOException {
        Term term;
        try {
            term = lead.take(node);
        } catch (ForeignJournalException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(e.getMessage() + endWhoHangs(), e);
        }
        writeHolder();
        return term;
    }

    private void writeHolder() {
        try {
            JournalHolder.ofThisProcess(self).write(holderFile);
        } catch (IOException e) {
            LOG.warn("{}", HungLeaderErrors.notWritten(holderFile, e));
        }
    }

    /** What is known about the process that has the file open, to be said after the reason; empty if nothing is. */
    private synchronized String endWhoHangs() {
        JournalHolder holder = JournalHolder.read(holderFile).orElse(null);
        ProcessHandle process = holder == null ? null : holder.process().orElse(null);
        if (holder == null || process == null) {
            waitingFor = null;
            return "";
        }
        String known = "; process " + holder.pid() + ", which was node " + holder.node() + ", has it open";
        if (!removed.test(holder.node())) {
            waitingFor = null;
            return known + " and is not removed from the cluster";
        }
        if (!holder.equals(waitingFor)) {
            waitingFor = holder;
            sinceNanos = clock.getAsLong();
            said = false;
        }
        Duration waited = Duration.ofNanos(clock.getAsLong() - sinceNanos);
        if (waited.compareTo(settings.grace()) < 0) {
            return known + ", was removed from the cluster and may end by itself for " + settings.grace();
        }
        end(holder, process);
        return known;
    }

    /** Again if it does not help; said once. */
    private void end(JournalHolder holder, ProcessHandle process) {
        if (!settings.end() || !holder.mayBeEnded()) {
            sayOnce(HungLeaderErrors.notEnded(
                    holder, settings.end() ? "it is not another process of this user" : "weir.hung-leader.end is off"));
            return;
        }
        tellItsSuccessor(holder);
        sayOnce(
                process.destroyForcibly()
                        ? HungLeaderErrors.ended(holder, self, settings.grace())
                        : HungLeaderErrors.notEnded(holder, "the operating system refuses"));
    }

    private void sayOnce(String sentence) {
        if (!said) {
            said = true;
            LOG.warn("{}", sentence);
        }
    }

    /** A process that is ended in this way can say nothing; the next one at its address does. */
    private void tellItsSuccessor(JournalHolder holder) {
        try {
            holder.write(endedFile);
        } catch (IOException e) {
            LOG.debug("{} is not written", endedFile, e);
        }
    }

    /**
     * Says so if the process before this one, at the same address, was ended by another node. To be called once, when a node starts.
     *
     * @param address {@code host:port}
     */
    public void sayHowItEnded(String address) {
        Optional<JournalHolder> ended = JournalHolder.read(endedFile);
        if (ended.isPresent() && ended.get().node().startsWith(address + "#")) {
            LOG.warn("{}", HungLeaderErrors.wasEnded(ended.get(), address));
            try {
                Files.deleteIfExists(endedFile);
            } catch (IOException e) {
                LOG.debug("{} stays", endedFile, e);
            }
        }
    }

    @Override
    public boolean isHeld(long term) throws IOException {
        return lead.isHeld(term);
    }

    @Override
    public void resign(String sentence) {
        lead.resign(sentence);
    }

    @Override
    public void release() {
        lead.release();
    }
}
