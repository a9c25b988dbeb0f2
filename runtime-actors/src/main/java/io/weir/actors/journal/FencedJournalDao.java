package io.weir.actors.journal;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.pekko.persistence.jdbc.config.JournalConfig;
import org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.stream.Materializer;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import slick.dbio.DBIOAction;
import slick.dbio.NoStream;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;
import slick.jdbc.SimpleJdbcAction;

/**
 * The journal's tables, written only by the leader: each transaction that adds events first compares the term of their writer with the newest
 * one that was taken, and holds that until it is committed. A new leader that takes the lead waits for such a transaction, and reads the
 * journal afterwards; so whatever was acknowledged to an old leader is seen by the new one, and whatever comes later is refused.
 */
public final class FencedJournalDao extends DefaultJournalDao {

    /** Made by the journal plug-in, by reflection. */
    public FencedJournalDao(
            JdbcBackend.JdbcDatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
    }

    @Override
    public Future<BoxedUnit> writeJournalRows(Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
        DBIOAction<Object, NoStream, ?> compare = new SimpleJdbcAction<>(context -> {
            refuseStale(context.connection(), rows);
            return BoxedUnit.UNIT;
        });
        return inOneTransaction(compare, queries().writeJournalRows(rows, ec()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Slick's effects are types that Java cannot name
    private Future<BoxedUnit> inOneTransaction(DBIOAction first, DBIOAction second) {
        DBIOAction both = first.andThen(second).andThen(DBIOAction.successful(BoxedUnit.UNIT));
        return (Future<BoxedUnit>)
                db().run(profile().api().jdbcActionExtensionMethods(both).transactionally());
    }

    private static BoxedUnit refuseStale(
            Connection connection, Seq<Tuple2<JournalPekkoSerializationRow, Set<String>>> rows) {
        try {
            long held = ClusterRow.lock(connection).term();
            for (Tuple2<JournalPekkoSerializationRow, Set<String>> row : CollectionConverters.asJava(rows)) {
                long writer = TermFence.termOf(row._1().adapterManifest());
                if (!TermFence.admits(held, writer)) {
                    throw new IllegalStateException(TermFence.refusal(held, writer));
                }
            }
            return BoxedUnit.UNIT;
        } catch (SQLException e) {
            throw new IllegalStateException("the term of the leader cannot be read: " + e.getMessage(), e);
        }
    }
}
