package io.weir.checkpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a checkpoint lie below the root of a storage. Every path names the checkpoint it was made for and the
 * epoch of the attempt that made it, so that no two writers ever mean the same file.
 *
 * <pre>
 * {job}/chk-{id}/e{epoch}/{owner}-{n}-{name}          files of this checkpoint alone
 * {job}/shared/e{epoch}/chk-{id}-{owner}-{n}-{name}   files that later checkpoints may refer to
 * {job}/chk-{id}/manifest-e{epoch}                    written last
 * blobs/{sha-256}
 * </pre>
 */
public final class CheckpointPaths {
    public static final String BLOBS = "blobs";
    private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern MADE_FOR =
            Pattern.compile("[^/]+/(?:chk-(\\d{1,18})/.+|shared/e\\d+/chk-(\\d{1,18})-.+)");
    private static final Pattern EPOCH =
            Pattern.compile("^[^/]+/(?:chk-\\d+|shared)/(?:manifest-)?e(\\d{1,18})(?:/|$)");
    private static final int LONGEST_NAME = 64;

    private CheckpointPaths() {}

    /** The folder of a job. */
    public static String job(String jobId) {
        if (!JOB_ID.matcher(jobId).matches()) {
            throw new IllegalArgumentException(
                    "[CFG-204] '" + jobId
                            + "' cannot name a folder of checkpoints. Job ids are 1 to 128 letters, digits, '-' and '_'. Give the job such an id.");
        }
        return jobId;
    }

    /** The folder of what belongs to one checkpoint alone. */
    public static String checkpoint(String jobId, CheckpointId id) {
        return job(jobId) + "/chk-" + id.value();
    }

    public static String manifest(String jobId, CheckpointId id, long epoch) {
        return checkpoint(jobId, id) + "/manifest-e" + epoch;
    }

    public static String exclusive(String jobId, CheckpointId id, long epoch, String owner, int number, String name) {
        return checkpoint(jobId, id) + "/e" + epoch + "/" + plain(owner) + "-" + number + "-" + plain(name);
    }

    public static String shared(String jobId, CheckpointId id, long epoch, String owner, int number, String name) {
        return job(jobId) + "/shared/e" + epoch + "/chk-" + id.value() + "-" + plain(owner) + "-" + number + "-"
                + plain(name);
    }

    public static String blob(String sha256) {
        return BLOBS + "/" + sha256;
    }

    /** The checkpoint that a file was written for; null if the path is none of ours. */
    public static @Nullable CheckpointId madeFor(String path) {
        Matcher matcher = MADE_FOR.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        String digits = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        long value = Long.parseLong(digits);
        return value < CheckpointId.FIRST ? null : new CheckpointId(value);
    }

    /** The epoch of the attempt that made a file; 0 if the path is none of ours. */
    public static long epochOf(String path) {
        Matcher matcher = EPOCH.matcher(path);
        return madeFor(path) != null && matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** What is left of {@code text} in a file name: letters, digits and {@code . _ -}, no dot first, not too long. */
    static String plain(String text) {
        String safe = text.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("\\.{2,}|^\\.", "_");
        return safe.length() <= LONGEST_NAME ? safe : safe.substring(safe.length() - LONGEST_NAME);
    }
}
