package io.weir.actors.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lead of a journal in a database: {@link ClusterRow}. Keeps one connection open while it leads. Safe for any thread. */
public final class JdbcLeadership implements Leadership {
    private final JournalSettings settings;
    private final String clusterName;
    private final Consumer<String> resign;
    private @Nullable Connection open; // guarded by this

    /**
     * Connects to nothing yet.
     *
     * @param clusterName given to a new journal, and compared with an existing one
     * @param resign as {@link Leadership#resign}
     */
    public JdbcLeadership(JournalSettings settings, String clusterName, Consumer<String> resign) {
        this.settings = settings;
        this.clusterName = clusterName;
        this.resign = resign;
    }

    @Override
    public synchronized Term take(String node) throws IOException {
        try {
            JournalSchema.ensure(settings, clusterName);
            return inTransaction(connection -> {
                ClusterRow.Content row = ClusterRow.lock(connection);
                refuseOther(row);
                return new Term(ClusterRow.nextTerm(connection, row, node), row.clusterId());
            });
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void refuseOther(ClusterRow.Content row) throws ForeignJournalException {
        if (!row.clusterName().equals(clusterName)) {
            throw new ForeignJournalException("[CFG-241] This node cannot lead. Its journal " + settings.place()
                    + " belongs to cluster '" + row.clusterName() + "', and weir.cluster.name is '" + clusterName
                    + "'. Give the node the journal of its cluster, or correct weir.cluster.name.");
        }
    }

    @Override
    public synchronized boolean isHeld(long term) throws IOException {
        try {
            return inTransaction(ClusterRow::read).term() == term;
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    /** A connection that failed is not used again. */
    private <T> T inTransaction(Work<T> work) throws SQLException, IOException {
        Connection connection = open;
        if (connection == null || connection.isClosed()) {
            connection = settings.connect();
            connection.setAutoCommit(false);
            open = connection;
        }
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | IOException | RuntimeException e) {
            release();
            throw e;
        }
    }

    @Override
    public void resign(String sentence) {
        resign.accept(sentence);
    }

    @Override
    public synchronized void release() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            try (connection) {
                connection.rollback();
            } catch (SQLException e) {
                // it is gone either way, and what it had begun is rolled back by the server
                return;
            }
        }
    }
}
