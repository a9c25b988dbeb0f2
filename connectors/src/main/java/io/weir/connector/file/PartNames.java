package io.weir.connector.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of one sink's files. While a part is not committed it is called {@code .part-<sink>-<subtask>-e<attempt>-<counter>.inprogress}, then {@code
 * part-<sink>-<subtask>-<counter>}. {@code <sink>} stands for the job and the operator: other sinks may write to the same directory.
 */
final class PartNames {
    private static final int SINK_ID_DIGITS = 12;

    /**
     * What a name says.
     *
     * @param attempt -1 if the part is committed
     */
    record Part(int subtask, int attempt, long counter) {
        boolean isCommitted() {
            return attempt < 0;
        }
    }

    private final OutputFileConfig config;
    private final String sinkId;
    private final Pattern inProgress;
    private final Pattern committed;

    PartNames(OutputFileConfig config, String jobId, String operatorId) {
        this.config = config;
        this.sinkId = digest(jobId + "/" + operatorId);
        String start = Pattern.quote(config.partPrefix() + "-" + sinkId + "-");
        this.inProgress = Pattern.compile("\\." + start + "(\\d{1,9})-e(\\d{1,9})-(\\d{1,18})\\.inprogress");
        this.committed = Pattern.compile(start + "(\\d{1,9})-(\\d{1,18})" + Pattern.quote(config.partSuffix()));
    }

    String inProgress(int subtask, int attempt, long counter) {
        return "." + config.partPrefix() + "-" + sinkId + "-" + subtask + "-e" + attempt + "-" + padded(counter)
                + ".inprogress";
    }

    String committed(int subtask, long counter) {
        return config.partPrefix() + "-" + sinkId + "-" + subtask + "-" + padded(counter) + config.partSuffix();
    }

    /** Null if the name is not of this sink. */
    @Nullable
    Part parse(String name) {
        Matcher matcher = inProgress.matcher(name);
        if (matcher.matches()) {
            return new Part(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Long.parseLong(matcher.group(3)));
        }
        matcher = committed.matcher(name);
        return matcher.matches()
                ? new Part(Integer.parseInt(matcher.group(1)), -1, Long.parseLong(matcher.group(2)))
                : null;
    }

    /** So that a listing by name is in the order of writing. */
    private static String padded(long counter) {
        return String.format(Locale.ROOT, "%06d", counter);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, SINK_ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
