package io.weir.actors.journal;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The right to lead, kept beside the journal and never deleted: terms rise, and the journal refuses whatever a leader of an older term writes.
 * The primary key of the journal is no such fence, because saved states replace old events. A port: {@link JdbcLeadership} keeps it in the
 * journal's database. Safe for any thread; all methods but {@link #resign} may block.
 */
public interface Leadership {
    /**
     * Takes the lead. When this returns, nothing that an earlier leader has not written yet is ever written; so the journal is to be read
     * after it.
     *
     * @param node names the new leader to people
     * @throws ForeignJournalException if this journal is another cluster's; trying again would not help
     * @throws IOException with a sentence if the journal does not answer
     */
    Term take(String node) throws IOException;

    /**
     * Whether nobody has taken the lead after that term. To be asked before anything is deleted.
     *
     * @throws IOException if the journal does not answer: then it is not known
     */
    boolean isHeld(long term) throws IOException;

    /** This node must not lead, or cannot: it makes room for another. Returns at once. {@code sentence} says why. */
    void resign(String sentence);

    /** The leader has stopped: lets go of connections. */
    default void release() {}

    /** Of a process with its journal in memory: nobody else can write there. */
    static Leadership alone() {
        AtomicLong newest = new AtomicLong();
        return new Leadership() {
            @Override
            public Term take(String node) {
                return new Term(newest.incrementAndGet(), "memory");
            }

            @Override
            public boolean isHeld(long term) {
                return newest.get() == term;
            }

            @Override
            public void resign(String sentence) {
                throw new IllegalStateException(sentence);
            }
        };
    }
}
