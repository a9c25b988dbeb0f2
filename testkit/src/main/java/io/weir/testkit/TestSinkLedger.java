package io.weir.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The outside system behind a {@link TestSink}: transactions, each open, prepared or committed. A commit may be repeated. */
final class TestSinkLedger {
    private static final class Transaction {
        final int subtask;
        final int attempt;
        final List<Object> records = new ArrayList<>();
        boolean committed;
        boolean abandoned;

        Transaction(int subtask, int attempt) {
            this.subtask = subtask;
            this.attempt = attempt;
        }
    }

    private final Map<Long, Transaction> transactions = new TreeMap<>(); // all guarded by this
    private final List<Object> committed = new ArrayList<>();
    private final Map<Integer, Integer> newestAttempts = new TreeMap<>(); // by subtask
    private long last;

    /** A writer that does not know yet that a newer one has begun (a zombie) gets a transaction that is seen as little as its others. */
    synchronized long begin(int subtask, int attempt) {
        Transaction begun = new Transaction(subtask, attempt);
        begun.abandoned = attempt < newestAttempts.getOrDefault(subtask, attempt);
        transactions.put(++last, begun);
        return last;
    }

    /** A newer writer of a subtask begins: what older ones have not committed is seen no more; it can still be committed. */
    synchronized void abandonBefore(int subtask, int attempt) {
        newestAttempts.merge(subtask, attempt, Math::max);
        for (Transaction each : transactions.values()) {
            if (each.subtask == subtask && each.attempt < attempt) {
                each.abandoned = true;
            }
        }
    }

    synchronized void write(long transaction, Object record) {
        of(transaction).records.add(record);
    }

    synchronized boolean isEmpty(long transaction) {
        return of(transaction).records.isEmpty();
    }

    synchronized void commit(long transaction) {
        Transaction committing = of(transaction);
        if (!committing.committed) {
            committing.committed = true;
            committed.addAll(committing.records);
            notifyAll();
        }
    }

    private Transaction of(long transaction) {
        Transaction found = transactions.get(transaction);
        if (found == null) {
            throw new IllegalStateException("transaction " + transaction + " was never begun");
        }
        return found;
    }

    synchronized List<Object> committed() {
        return List.copyOf(committed);
    }

    synchronized List<Object> uncommitted() {
        List<Object> pending = new ArrayList<>();
        for (Transaction each : transactions.values()) {
            if (!each.committed && !each.abandoned) {
                pending.addAll(each.records);
            }
        }
        return List.copyOf(pending);
    }

    synchronized List<Object> awaitCommitted(int records, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (committed.size() < records) {
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                throw TestkitErrors.notCommitted(records, atMost, committed, uncommitted());
            }
            wait(leftMillis);
        }
        return List.copyOf(committed);
    }
}
