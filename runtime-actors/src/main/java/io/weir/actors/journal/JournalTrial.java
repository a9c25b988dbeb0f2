package io.weir.actors.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Tries a journal before its node takes part in anything. Changes nothing in it: only a leader does. */
public final class JournalTrial {
    /** Of H2: another process has the file open. */
    private static final int IN_USE = 90020;

    private static final int SECONDS = 5;

    private JournalTrial() {}

    /**
     * Opens the journal, or sees that it could be made. Blocks for {@code weir.journal.call-timeout} at most, if its server does not answer.
     *
     * @throws IllegalStateException [CFG-214] if it cannot be opened for another reason than that another process, which leads, has it open
     */
    public static void run(JournalSettings settings) {
        try {
            switch (settings.kind()) {
                case MEMORY -> {}
                case H2 -> tryFile(settings);
                case POSTGRESQL -> connect(settings);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(
                    "[CFG-214] The journal " + settings.place() + " cannot be opened: " + e.getMessage()
                            + ". A coordinator that cannot open it could never lead. "
                            + (settings.kind() == JournalSettings.Kind.H2
                                    ? "Mend the folder or the file, or set weir.journal.file."
                                    : "Start the database, or correct weir.journal.url, user and password."),
                    e);
        }
    }

    private static void tryFile(JournalSettings settings) throws SQLException, IOException {
        if (Files.exists(Path.of(settings.file() + ".mv.db"))) {
            try {
                connect(settings);
            } catch (SQLException e) {
                if (e.getErrorCode() != IN_USE) {
                    throw e;
                }
            }
            return;
        }
        Path folder = settings.file().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".probe", null));
        }
    }

    private static void connect(JournalSettings settings) throws SQLException {
        try (Connection connection = settings.connect()) {
            if (!connection.isValid(SECONDS)) {
                throw new SQLException("it does not answer");
            }
        }
    }
}
