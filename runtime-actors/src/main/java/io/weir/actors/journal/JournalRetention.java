package io.weir.actors.journal;

import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/**
 * How much of a journal is kept: after so many events the state is saved, and what the oldest kept state makes superfluous is deleted.
 *
 * @param events between two saved states; at least 1
 * @param states kept; at least 1
 */
public record JournalRetention(int events, int states) {
    public static final JournalRetention DEFAULT = new JournalRetention(200, 2);

    public RetentionCriteria criteria() {
        return RetentionCriteria.snapshotEvery(events, states).withDeleteEventsOnSnapshot();
    }
}
