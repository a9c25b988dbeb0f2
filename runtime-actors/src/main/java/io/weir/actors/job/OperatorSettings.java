package io.weir.actors.job;

import com.typesafe.config.ConfigException;
import io.weir.actors.journal.JournalCopy;
import java.util.List;

/**
 * What those who operate a node have decided for the jobs that it may lead.
 *
 * @param doNotResume ids of jobs, or beginnings of them, that are not started when a leader finds them in its journal
 * @param journal copies the journal for a back-up
 */
public record OperatorSettings(List<String> doNotResume, JournalCopy journal) {
    /** Shorter ones would mean jobs that nobody thought of. */
    public static final int SHORTEST_ID = 4;

    public OperatorSettings {
        doNotResume = List.copyOf(doNotResume);
        for (String id : doNotResume) {
            if (!id.matches("[0-9a-z-]{" + SHORTEST_ID + ",128}")) {
                throw new ConfigException.BadValue(
                        "weir.job.do-not-resume",
                        "[CFG-203] weir.job.do-not-resume holds '" + id
                                + "'. Ids of jobs, or beginnings of them with at"
                                + " least " + SHORTEST_ID
                                + " characters, belong there. Take them from './weir list' or from the node's log.");
            }
        }
    }

    /** Every job is resumed. */
    public static OperatorSettings none(JournalCopy journal) {
        return new OperatorSettings(List.of(), journal);
    }

    /** Whether that job is not to be started. */
    boolean suspends(String jobId) {
        return doNotResume.stream().anyMatch(jobId::startsWith);
    }

    /** Those of the setting that mean none of these jobs. */
    List<String> unknown(List<String> jobIds) {
        return doNotResume.stream()
                .filter(id -> jobIds.stream().noneMatch(job -> job.startsWith(id)))
                .toList();
    }
}
