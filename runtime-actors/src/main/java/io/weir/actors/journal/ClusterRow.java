package io.weir.actors.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The only row of the table {@code weir_cluster}, in the journal's database: the cluster's id and name, and the newest term. It is made with the
 * journal, updated by each new leader, and never deleted. Every statement here is for one connection in a transaction of its caller's.
 */
final class ClusterRow {
    static final String TABLE = "weir_cluster";

    private static final String DUPLICATE = "23505";
    private static final String CREATE = "CREATE TABLE " + TABLE
            + " (id INT PRIMARY KEY, cluster_id VARCHAR(64) NOT NULL, cluster_name VARCHAR(200) NOT NULL,"
            + " term BIGINT NOT NULL, leader VARCHAR(1000) NOT NULL)";

    /** @param clusterName as the first leader of the journal was configured */
    record Content(String clusterId, String clusterName, long term, String leader) {}

    private ClusterRow() {}

    /** Makes the table and its row for a new cluster, as far as they are missing; another may do the same at the same time. */
    static void ensure(Connection connection, boolean hasTable, String clusterName) throws SQLException {
        if (!hasTable) {
            createTable(connection);
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + TABLE
                + " (id, cluster_id, cluster_name, term, leader)"
                + " SELECT 1, ?, ?, 0, '' WHERE NOT EXISTS (SELECT 1 FROM " + TABLE + ")")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, clusterName);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (!DUPLICATE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        } catch (SQLException e) {
            try (Statement look = connection.createStatement()) {
                look.execute("SELECT COUNT(*) FROM " + TABLE);
            } catch (SQLException absent) {
                e.addSuppressed(absent);
                throw e; // else another leader was quicker
            }
        }
    }

    /** Reads the row and keeps it from being changed until the transaction ends. */
    static Content lock(Connection connection) throws SQLException {
        return read(connection, " FOR UPDATE");
    }

    static Content read(Connection connection) throws SQLException {
        return read(connection, "");
    }

    private static Content read(Connection connection, String lock) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT cluster_id, cluster_name, term, leader FROM " + TABLE + " WHERE id = 1" + lock)) {
            if (!row.next()) {
                throw new SQLException(
                        "the table " + TABLE + " is empty; its only row names the cluster and its leader");
            }
            return new Content(row.getString(1), row.getString(2), row.getLong(3), row.getString(4));
        }
    }

    /** The next term, for that node. The row must be locked. */
    static long nextTerm(Connection connection, Content locked, String node) throws SQLException {
        long next = locked.term() + 1;
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + TABLE + " SET term = ?, leader = ? WHERE id = 1")) {
            update.setLong(1, next);
            update.setString(2, node.substring(0, Math.min(node.length(), 1_000)));
            update.executeUpdate();
        }
        return next;
    }
}
