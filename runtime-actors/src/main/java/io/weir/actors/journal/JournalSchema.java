package io.weir.actors.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Makes the tables of the journal where they are missing. */
public final class JournalSchema {
    private JournalSchema() {}

    /**
     * Blocks. Does nothing when all is there.
     *
     * @throws SQLException if the database cannot be reached, another process holds it, or it refuses
     * @throws UncheckedIOException [CFG-204] if the folder of the file cannot be made
     */
    public static void ensure(JournalSettings settings) throws SQLException {
        if (settings.kind() == JournalSettings.Kind.MEMORY) {
            return;
        }
        if (settings.kind() == JournalSettings.Kind.H2) {
            makeFolder(settings.file());
        }
        try (Connection connection =
                DriverManager.getConnection(settings.jdbcUrl(), settings.jdbcUser(), settings.jdbcPassword())) {
            if (!hasTables(connection)) {
                create(connection, settings.kind());
            }
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

    private static boolean hasTables(Connection connection) throws SQLException {
        boolean journal = false;
        boolean snapshots = false;
        try (ResultSet tables =
                connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                journal |= name.equals("event_journal");
                snapshots |= name.equals("snapshot");
            }
        }
        return journal && snapshots;
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
            if (!hasTables(connection)) { // else another leader was quicker
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
