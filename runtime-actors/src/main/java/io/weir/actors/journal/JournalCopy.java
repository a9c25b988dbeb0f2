package io.weir.actors.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Copies the journal while it is in use. */
@FunctionalInterface
public interface JournalCopy {
    /** Of a journal that is nowhere but in memory. */
    JournalCopy NONE = target -> {
        throw new IOException("[CKP-413] The journal cannot be copied to " + target
                + ". It is kept in memory only. Set weir.journal.kind to h2 or postgresql.");
    };

    /**
     * Writes a consistent copy. Blocks.
     *
     * @param target absolute, on the host of the leader; must not exist
     * @return its length in bytes
     * @throws IOException with a sentence: [CKP-412] it cannot be written, [CKP-413] this journal is copied in another way
     */
    long to(Path target) throws IOException;

    /** Of the journal that these settings mean. */
    static JournalCopy of(JournalSettings settings) {
        return switch (settings.kind()) {
            case H2 -> target -> copyH2(settings, target);
            case POSTGRESQL ->
                target -> {
                    throw new IOException("[CKP-413] The journal cannot be copied to " + target
                            + ". It is in PostgreSQL, which is not on the leader's host. Use pg_dump, which gives a consistent copy"
                            + " while Weir runs.");
                };
            case MEMORY -> NONE;
        };
    }

    private static long copyH2(JournalSettings settings, Path target) throws IOException {
        if (!target.isAbsolute() || !target.toString().endsWith(".zip") || Files.exists(target)) {
            throw new IOException(
                    "[CKP-412] The journal was not copied to " + target
                            + ". The leader needs an absolute path of its own host that ends with .zip and does not exist yet. Name another one.");
        }
        try (Connection connection =
                        DriverManager.getConnection(settings.jdbcUrl(), settings.jdbcUser(), settings.jdbcPassword());
                PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
            backup.setString(1, target.toString());
            backup.execute();
            return Files.size(target);
        } catch (SQLException | IOException e) {
            throw new IOException(
                    "[CKP-412] The journal was not copied to " + target + ". The leader's host says: " + e.getMessage()
                            + ". See that the folder exists there and can be written.",
                    e);
        }
    }
}
