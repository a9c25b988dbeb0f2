package io.weir.actors.job;

import io.weir.actors.journal.Term;
import io.weir.api.JobStatus;
import java.util.List;
import java.util.stream.Collectors;

/** Every sentence in which the job manager refuses something, side by side. */
final class ManagerErrors {
    private static final int MOST_LISTED = 10;

    private ManagerErrors() {}

    static String failedTwice(String node) {
        return "[NET-644] " + node + " leads no longer and leaves the cluster. Its job manager failed twice within "
                + Mishaps.MEMORY_MILLIS / 1_000
                + " s; the lines before say how. Another coordinator leads; start this node again and report the mistake.";
    }

    static String noSuchJob(String prefix, List<ManagerState.Entry> matches, List<ManagerState.Entry> all) {
        if (matches.isEmpty()) {
            return "[CLI-501] There is no job '" + prefix + "'. "
                    + (all.isEmpty() ? "The cluster has no jobs at all." : "There are " + list(all) + ".")
                    + " Look at './weir list'.";
        }
        return "[CLI-501] '" + prefix + "' may be any of " + list(matches) + ". Give more digits of the job's id.";
    }

    static String hasEnded(String jobId, JobStatus status) {
        return "[CLI-504] Job " + jobId + " cannot be cancelled. It is " + status + " already. There is nothing to do.";
    }

    static String deposed(String node, long term) {
        return "[NET-662] " + node + " does not lead any more. It led in term " + term
                + ", and another node has taken the lead of the same journal since. This node makes room for it; nothing is to be done.";
    }

    static String foreignWorker(ManagerMessage.ForeignWorker worker, String node, Term term) {
        return "[NET-663] " + node + " must not lead. Its journal is that of cluster " + term.clusterId()
                + ", and worker "
                + worker.worker() + " belongs to cluster " + worker.clusterId()
                + ": this node would forget the jobs that run there. It makes room for another leader. "
                + "Give it the journal of the others (weir.journal), and start it again.";
    }

    private static String list(List<ManagerState.Entry> jobs) {
        String listed = jobs.stream()
                .limit(MOST_LISTED)
                .map(job -> job.jobId().substring(0, Math.min(8, job.jobId().length())) + " ("
                        + job.submitted().name() + ")")
                .collect(Collectors.joining(", "));
        return jobs.size() > MOST_LISTED ? listed + " and " + (jobs.size() - MOST_LISTED) + " more" : listed;
    }
}
