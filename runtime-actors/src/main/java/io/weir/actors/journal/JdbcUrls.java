package io.weir.actors.journal;

import io.weir.runtime.failure.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JDBC URLs of journals, made and looked at in one place: a path or name in one must not become an option of the database. */
final class JdbcUrls {
    /** Of H2, which has no way to quote: a semicolon begins an option, and these mean something in front of a path. */
    private static final Pattern NO_PATH_OF_H2 = Pattern.compile(".*[;\\p{Cntrl}].*", Pattern.DOTALL);

    private static final String POSTGRES = "jdbc:postgresql:";

    private JdbcUrls() {}

    /** What a file must be so that a URL can name it; null if it is. */
    static @Nullable String problemOfH2(Path file) {
        if (!file.isAbsolute() || file.getNameCount() == 0) {
            return "an absolute path of a file, without its ending: a relative one is another file in another working directory";
        }
        return NO_PATH_OF_H2.matcher(file.toString()).matches()
                ? "a path without semicolons and control characters, which H2 takes for its options"
                : null;
    }

    /**
     * The URL of a file. H2 writes through at every commit ({@code WRITE_DELAY=0}: without it, events that were acknowledged are lost when the
     * process dies) and locks its file through the operating system, so that the lock dies with the process.
     *
     * @throws IllegalArgumentException if {@link #problemOfH2} finds something
     */
    static String h2(Path file) {
        String problem = problemOfH2(file);
        if (problem != null) {
            throw new IllegalArgumentException(Quoted.of(file) + " is not " + problem);
        }
        return String.join(
                ";",
                "jdbc:h2:file:" + file,
                "DATABASE_TO_UPPER=false",
                "WRITE_DELAY=0",
                "FILE_LOCK=FS",
                "DB_CLOSE_ON_EXIT=FALSE");
    }

    /** What a URL must be, as the rest of the sentence; null if it is. */
    static @Nullable String problemOfPostgres(String url) {
        if (!url.startsWith(POSTGRES)) {
            return "a URL like jdbc:postgresql://host/weir when the kind is postgresql";
        }
        URI parsed;
        try {
            parsed =
                    new URI(url.substring("jdbc:".length()).replaceFirst("^(postgresql://)([^/?]*,[^/?]*)", "$1hosts"));
        } catch (URISyntaxException e) {
            return "a URL like jdbc:postgresql://host/weir, with other characters than letters and digits as %20 and the like";
        }
        String path = parsed.isOpaque() ? parsed.getSchemeSpecificPart() : parsed.getPath();
        String database = path == null ? "" : path.replaceFirst("^/", "").replaceFirst("[?].*", "");
        if (database.isBlank()) {
            return "a URL with the name of a database, like jdbc:postgresql://host/weir: without it the driver takes the one that is called as "
                    + "the user";
        }
        return hasSecrets(url)
                ? "a URL without user and password: logs show it. Give them as weir.journal.user and weir.journal.password"
                : null;
    }

    private static boolean hasSecrets(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        int query = lower.indexOf('?');
        boolean inQuery = query >= 0 && lower.substring(query).matches("(?s).*[?&](user|password|sslpassword)=.*");
        return inQuery || lower.matches("jdbc:postgresql://[^/?]*@.*");
    }

    /** For sentences. */
    static String withoutSecrets(String url) {
        return hasSecrets(url) ? "a URL with a user or password" : Quoted.of(url);
    }
}
