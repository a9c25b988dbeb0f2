package io.weir.actors.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the tables of the journal where they are missing. */
public final class JournalSchema {
    private JournalSchema() {}

    /**
     * Blocks. Does nothing when all is there.
     *
     * @param clusterName of the cluster that a new journal is made for
     * @throws SQLException if the database cannot be reached, another process holds it, or it refuses
     * @throws UncheckedIOException [CFG-204] if the folder of the file cannot be made
     */
    public static void ensure(JournalSettings settings, String clusterName) throws SQLException {
        if (settings.kind() == JournalSettings.Kind.MEMORY) {
            return;
        }
        if (settings.kind() == JournalSettings.Kind.H2) {
            makeFolder(settings.file());
        }
        try (Connection connection = settings.connect()) {
            if (!hasTables(connection, "event_journal", "snapshot")) {
                create(connection, settings.kind());
            }
            ClusterRow.ensure(connection, hasTables(connection, ClusterRow.TABLE), clusterName);
        }
    }

    private static void makeFolder(Path file) {
        Path folder = file.getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[CFG-204] The journal cannot be kept in " + folder + ". User "
                            + System.getProperty("user.name", "?") + " cannot make that folder: " + e
                            + ". Mend its permissions or set weir.journal.file.",
                    e);
        }
    }

    private static boolean hasTables(Connection connection, String... names) throws SQLException {
        Set<String> missing = new HashSet<>(List.of(names));
        try (ResultSet tables =
                connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                missing.remove(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return missing.isEmpty();
    }

    private static void create(Connection connection, JournalSettings.Kind kind) throws SQLException {
        String resource = kind == JournalSettings.Kind.H2
                ? "/schema/h2/h2-create-schema.sql"
                : "/schema/postgres/postgres-create-schema.sql";
        try (Statement statement = connection.createStatement()) {
            for (String command : read(resource).split(";", -1)) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        } catch (SQLException e) {
            if (!hasTables(connection, "event_journal", "snapshot")) { // else another leader was quicker
                throw e;
            }
        }
    }

    private static String read(String resource) {
        try (InputStream in = JournalSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        resource + " is not on the class path; pekko-persistence-jdbc brings it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
