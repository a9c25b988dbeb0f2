package io.weir.actors.liveness;

import io.weir.runtime.cluster.WorkerId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The only line a worker says, and the two answers. ASCII, words separated by one space, ended by a line feed. */
final class Handshake {
    static final int MAX_BYTES = 1024;
    static final String WELCOME = "OK\n";
    static final String REFUSED = "NO\n";

    private static final String MAGIC = "WEIR-LIVENESS-1";
    private static final String NO_COOKIE = "-";

    private Handshake() {}

    static byte[] line(WorkerId worker, String cookie) {
        if (worker.value().isEmpty() || !isWord(worker.value())) {
            throw new IllegalArgumentException(
                    "'" + worker + "' cannot name a worker; its name must be printable ASCII without spaces");
        }
        String word = cookie.isEmpty() ? NO_COOKIE : cookie;
        return (MAGIC + ' ' + worker.value() + ' ' + word + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /** Who says so, or null if it is not one of our workers. {@code length} excludes the line feed. */
    static @Nullable WorkerId read(byte[] line, int length, String cookie) {
        String[] words = new String(line, 0, length, StandardCharsets.UTF_8).split(" ", -1);
        if (words.length != 3 || !words[0].equals(MAGIC) || words[1].isEmpty() || !isWord(words[1])) {
            return null;
        }
        String expected = cookie.isEmpty() ? NO_COOKIE : cookie;
        boolean admitted = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), words[2].getBytes(StandardCharsets.UTF_8));
        return admitted ? new WorkerId(words[1]) : null;
    }

    /** Printable ASCII: what was said in other bytes would be longer when it is said again. */
    static boolean isWord(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
