package io.weir.actors.job;

import io.weir.actors.journal.Term;
import io.weir.actors.protocol.ManagerState;
import io.weir.api.JobStatus;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Quoted;
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
            return "[CLI-501] There is no job " + Quoted.of(prefix) + ". "
                    + (all.isEmpty() ? "The cluster has no jobs at all." : "There are " + list(all) + ".")
                    + " Look at './weir list'.";
        }
        return "[CLI-501] " + Quoted.of(prefix) + " may be any of " + list(matches)
                + ". Give more digits of the job's id.";
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

    static String suspended(String jobId) {
        return "[CLI-513] Job " + jobId + " was not started. weir.job.do-not-resume of the leader's node names it."
                + " Say './weir restart " + shortId(jobId) + "' to let it go on, './weir cancel " + shortId(jobId)
                + "' to end it, or take it out of the setting before the next start.";
    }

    static String suspendedGoesOnAsItIs(String jobId) {
        return "[CLI-515] Job " + jobId + " is suspended, not ended, and cannot choose a checkpoint."
                + " Say './weir restart " + shortId(jobId) + "' without options: it goes on from its newest one.";
    }

    static String keptNothing(String jobId, JobStatus status) {
        return "[JOB-834] Job " + jobId + " cannot be restarted. It is " + status
                + ", and its settings say that its checkpoints are deleted then. Submit the program again; to keep them the next"
                + " time, set the retention of its checkpoints to RETAIN_ON_CANCELLATION.";
    }

    static String isLooking(String jobId) {
        return "[JOB-834] Job " + jobId
                + " cannot be restarted just now. Somebody else asked for that, and its checkpoints are looked at."
                + " See './weir status " + shortId(jobId) + "', and try again.";
    }

    static String copiesAlready() {
        return "[CKP-412] The journal is not copied. Another copy of it is being written. Wait for that one.";
    }

    private static String shortId(String jobId) {
        return jobId.substring(0, Math.min(8, jobId.length()));
    }

    static String foreignIgnored(WorkerId worker, String clusterId, Term term) {
        return "[NET-665] The registration of worker " + worker + " was ignored. It says that it belongs to cluster "
                + clusterId + ", and other workers know this leader's cluster " + term.clusterId()
                + ". Stop that worker if it is of another cluster; else somebody forges its messages: close the cluster's ports to strangers.";
    }

    private static String list(List<ManagerState.Entry> jobs) {
        String listed = jobs.stream()
                .limit(MOST_LISTED)
                .map(job -> shortId(job.jobId()) + " ("
                        + Quoted.plain(job.submitted().name()) + ")")
                .collect(Collectors.joining(", "));
        return jobs.size() > MOST_LISTED ? listed + " and " + (jobs.size() - MOST_LISTED) + " more" : listed;
    }
}
