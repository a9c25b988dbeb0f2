package io.weir.actors.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.weir.runtime.failure.Quoted;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The section {@code weir.journal}.
 *
 * @param kind of the store
 * @param file of H2, without its ending; absolute
 * @param url of PostgreSQL, for example {@code jdbc:postgresql://host/weir}
 * @param warmUp whether a coordinator that stands by loads what it needs to lead
 */
public record JournalSettings(
        Kind kind,
        Path file,
        String url,
        String user,
        String password,
        int maxConnections,
        Duration callTimeout,
        boolean warmUp) {
    /** Where the journal lies. */
    public enum Kind {
        /** Nowhere: it ends with the process. For jobs that run in the process of their program, and for tests. */
        MEMORY,
        /** A file that one process at a time holds; the next takes it over when that process is gone. */
        H2,
        /** A server all nodes reach. */
        POSTGRESQL
    }

    public JournalSettings {
        if (maxConnections < 1) {
            throw refused("max-connections", maxConnections, "at least 1");
        }
        if (callTimeout.toMillis() < 100) {
            throw refused("call-timeout", callTimeout, "at least 100 ms");
        }
        if (kind == Kind.POSTGRESQL) {
            String problem = JdbcUrls.problemOfPostgres(url);
            if (problem != null) {
                throw refused("url", JdbcUrls.withoutSecrets(url), problem);
            }
        }
        if (kind == Kind.H2) {
            String problem = JdbcUrls.problemOfH2(file);
            if (problem != null) {
                throw refused("file", Quoted.of(file), problem);
            }
        }
    }

    /** Reads the section {@code weir.journal} of a whole configuration. */
    public static JournalSettings from(Config root) {
        Config section = root.getConfig("weir.journal");
        return new JournalSettings(
                kindOf(section.getString("kind")),
                fileOf(section.getString("file")),
                section.getString("url"),
                section.getString("user"),
                section.getString("password"),
                section.getInt("max-connections"),
                section.getDuration("call-timeout"),
                section.getBoolean("warm-up"));
    }

    /** The same, but a file of H2. */
    public JournalSettings inFile(Path other) {
        return new JournalSettings(Kind.H2, other, "", "", "", maxConnections, callTimeout, false);
    }

    private static Path fileOf(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw refused("file", Quoted.of(name), "a path of this machine's file system");
        }
    }

    private static Kind kindOf(String name) {
        return switch (name) {
            case "memory" -> Kind.MEMORY;
            case "h2" -> Kind.H2;
            case "postgresql" -> Kind.POSTGRESQL;
            default -> throw refused("kind", Quoted.of(name), "h2, postgresql or memory");
        };
    }

    private static ConfigException refused(String key, Object value, String rule) {
        return new ConfigException.BadValue(
                "weir.journal." + key,
                "[CFG-203] weir.journal." + key + " is " + value + ". It must be " + rule
                        + ". Correct it in the node's configuration.");
    }

    String jdbcUrl() {
        return kind == Kind.H2 ? JdbcUrls.h2(file) : url;
    }

    /** A connection of its own; a server that does not answer within the call timeout is given up. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", jdbcUser());
        properties.setProperty("password", jdbcPassword());
        if (kind == Kind.POSTGRESQL) {
            String seconds = Long.toString(Math.max(1, callTimeout.toSeconds()));
            properties.setProperty("connectTimeout", seconds);
            properties.setProperty("socketTimeout", seconds);
        }
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    /** Where it is, for sentences. */
    public String place() {
        return kind == Kind.H2 ? file.toString() : kind == Kind.POSTGRESQL ? url : "in memory";
    }

    String jdbcUser() {
        return kind == Kind.H2 ? "sa" : user;
    }

    String jdbcPassword() {
        return kind == Kind.H2 ? "" : password;
    }

    /** What Pekko Persistence must be told; to be laid over the configuration of the actor system. */
    public Config pekko() {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (kind == Kind.MEMORY) {
            keys.put("pekko.persistence.journal.plugin", "pekko.persistence.journal.inmem");
            keys.put("pekko.persistence.snapshot-store.plugin", "weir-memory-snapshots");
            return ConfigFactory.parseMap(keys, "weir.journal");
        }
        keys.put("pekko.persistence.journal.plugin", "jdbc-journal");
        keys.put("pekko.persistence.snapshot-store.plugin", "jdbc-snapshot-store");
        String database = "pekko-persistence-jdbc.shared-databases.slick.";
        keys.put(database + "profile", kind == Kind.H2 ? "slick.jdbc.H2Profile$" : "slick.jdbc.PostgresProfile$");
        keys.put(database + "db.url", jdbcUrl());
        keys.put(database + "db.user", jdbcUser());
        keys.put(database + "db.password", jdbcPassword());
        keys.put(database + "db.driver", kind == Kind.H2 ? "org.h2.Driver" : "org.postgresql.Driver");
        keys.put(database + "db.numThreads", maxConnections);
        keys.put(database + "db.maxConnections", maxConnections);
        keys.put(database + "db.minConnections", 1);
        for (String plugin : new String[] {"jdbc-journal", "jdbc-snapshot-store"}) {
            keys.put(plugin + ".use-shared-db", "slick");
            keys.put(plugin + ".circuit-breaker.max-failures", 3);
            keys.put(plugin + ".circuit-breaker.call-timeout", callTimeout.toMillis() + " ms");
            keys.put(plugin + ".circuit-breaker.reset-timeout", "2 s");
        }
        keys.put("jdbc-journal.dao", FencedJournalDao.class.getName());
        keys.put("jdbc-journal.replay-filter.mode", "fail");
        return ConfigFactory.parseMap(keys, "weir.journal");
    }

    @Override
    public String toString() {
        return "JournalSettings[kind=" + kind + ", file=" + file + ", url=" + url + ", user=" + user
                + ", password=******]";
    }
}
