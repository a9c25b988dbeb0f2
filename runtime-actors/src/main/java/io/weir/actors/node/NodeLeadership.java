package io.weir.actors.node;

import io.weir.actors.journal.ForeignJournalException;
import io.weir.actors.journal.JdbcLeadership;
import io.weir.actors.journal.JournalSettings;
import io.weir.actors.journal.Leadership;
import io.weir.actors.journal.Term;
import java.io.IOException;
import java.util.function.Consumer;

/** The lead of the journal that a node of a cluster was configured with, if that is the cluster's. Safe for any thread. */
final class NodeLeadership implements Leadership {
    private final JournalSettings journal;
    private final ClusterIdentity identity;
    private final JdbcLeadership stored;

    NodeLeadership(JournalSettings journal, String clusterName, ClusterIdentity identity, Consumer<String> resign) {
        this.journal = journal;
        this.identity = identity;
        this.stored = new JdbcLeadership(journal, clusterName, resign);
    }

    @Override
    public Term take(String node) throws IOException {
        Term term = stored.take(node);
        try {
            identity.refuseOther(term.clusterId(), journal.place());
        } catch (ForeignJournalException e) {
            stored.release();
            throw e;
        }
        return term;
    }

    @Override
    public boolean isHeld(long term) throws IOException {
        return stored.isHeld(term);
    }

    @Override
    public void resign(String sentence) {
        stored.resign(sentence);
    }

    @Override
    public void release() {
        stored.release();
    }
}
