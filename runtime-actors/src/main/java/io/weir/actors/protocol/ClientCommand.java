package io.weir.actors.protocol;

import io.weir.runtime.cluster.Within;
import io.weir.runtime.job.RestartFrom;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What clients say to the gateway of any node, which passes it on to the job manager. Every command is answered once, by what it
 * asks for or by {@link ClientReply.Refused}; no answer means that nobody leads, and the command may be repeated. So whatever changes something
 * carries the id of the request, and is done once however often it comes; what merely says how something is to be needs none.
 */
public interface ClientCommand extends JobManagerCommand {
    ActorRef<ClientReply> replyTo();

    /**
     * A part of a graph or jar, in order, each after the answer to the one before. Stays on the gateway's node until the last part,
     * then goes to the storage.
     *
     * @param sha256 of the whole, in hexadecimal; names the upload
     * @param offset of the first of {@code bytes}; 0 begins anew
     * @param total length of the whole, in bytes
     * @param bytes at most {@value #MOST_BYTES}
     * @param storageUri null: the cluster's own
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
    record Upload(
            @Within(most = Within.LONGEST_ID) String sha256,
            long offset,
            long total,
            byte[] bytes,
            @Nullable String storageUri,
            ActorRef<ClientReply> replyTo)
            implements ClientCommand {
        public static final int MOST_BYTES = 128 * 1024;
    }

    /**
     * Run a job whose graph and jars are in the storage.
     *
     * @param request chosen by the client; the same again is the same job, so that a submission may be repeated
     */
    record SubmitJob(
            @Within(least = 1, most = Within.LONGEST_ID) String request,
            String name,
            @Within(most = Within.LONGEST_ID) String graphBlob,
            List<String> jarBlobs,
            @Nullable String storageUri,
            ActorRef<ClientReply> replyTo)
            implements ClientCommand {}

    /** Answered by {@link ClientReply.Jobs}. */
    record ListJobs(ActorRef<ClientReply> replyTo) implements ClientCommand {}

    /** Answered by {@link ClientReply.Cluster}. */
    record DescribeCluster(ActorRef<ClientReply> replyTo) implements ClientCommand {}

    /** About one job, named by its id or an unambiguous beginning of it. */
    interface AboutJob extends ClientCommand {
        String job();
    }

    /** Answered by {@link ClientReply.Job}. */
    record DescribeJob(
            @Within(least = 1, most = Within.LONGEST_ID) String job, ActorRef<ClientReply> replyTo)
            implements AboutJob {}

    /** Answered by {@link ClientReply.JobIs}. */
    record QueryJob(
            @Within(least = 1, most = Within.LONGEST_ID) String job, ActorRef<ClientReply> replyTo)
            implements AboutJob {}

    /**
     * Answered by {@link ClientReply.CancelAccepted} when the request is durable.
     *
     * @param request chosen by the client; the same again is the same cancellation, also when the job has ended by it meanwhile. Null from
     *     the release before: each is then one of its own
     */
    record CancelJob(
            @Nullable @Within(least = 1, most = Within.LONGEST_ID)
            String request,

            @Within(least = 1, most = Within.LONGEST_ID) String job,
            ActorRef<ClientReply> replyTo)
            implements AboutJob {}

    /**
     * Let a job go on that has ended as FAILED or CANCELED, or one that is SUSPENDED. Answered by {@link ClientReply.RestartAccepted} when the
     * request is durable, or by {@link ClientReply.RestartLooks} while checkpoints are looked at: then ask again with the same request.
     *
     * @param request chosen by the client; the same again is the same restart
     * @param checkpoint of {@link RestartFrom#CHECKPOINT}; else ignored
     * @param repeatOutput whether output may come again that is committed since the checkpoint to go on from
     */
    record RestartJob(
            @Within(least = 1, most = Within.LONGEST_ID) String request,
            @Within(least = 1, most = Within.LONGEST_ID) String job,
            RestartFrom from,
            long checkpoint,
            boolean repeatOutput,
            ActorRef<ClientReply> replyTo)
            implements AboutJob {}

    /**
     * Delete nothing of any checkpoint for so long, or until {@link ReleaseDeletions}; replaces an earlier hold. Answered by {@link
     * ClientReply.DeletionsAre} when it is durable and nothing is deleted any more.
     */
    record HoldDeletions(long forMillis, ActorRef<ClientReply> replyTo) implements ClientCommand {}

    /** End the hold, if there is one. Answered by {@link ClientReply.DeletionsAre}. */
    record ReleaseDeletions(ActorRef<ClientReply> replyTo) implements ClientCommand {}

    /** Write a consistent copy of the journal on the leader's host. Answered by {@link ClientReply.JournalCopied}; asked again, by the same. */
    record CopyJournal(
            @Within(least = 1, most = Within.LONGEST_ID) String request, String target, ActorRef<ClientReply> replyTo)
            implements ClientCommand {}

    /** Answered by {@link ClientReply.Checkpoints}. */
    record ListCheckpoints(
            @Within(least = 1, most = Within.LONGEST_ID) String job, ActorRef<ClientReply> replyTo)
            implements AboutJob {}
}
