package io.weir.actors.exchange.socket;

/** Written by the loop, read by anybody. */
final class ExchangeGauge implements ExchangeMXBean {
    private final long budgetBytes;
    private volatile long usedBytes;
    private volatile long peakBytes;
    private volatile int connections;
    private volatile int strangers;
    private volatile int waiting;
    private volatile long refused;

    ExchangeGauge(ReceiveBudget budget) {
        budgetBytes = budget.total();
        memory(budget);
    }

    void memory(ReceiveBudget budget) {
        if (usedBytes != budget.used()) {
            usedBytes = budget.used();
            peakBytes = budget.peak();
        }
    }

    void connections(int introduced, int unknown, int notRead) {
        connections = introduced;
        strangers = unknown;
        waiting = notRead;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // of the loop only
    void refused() {
        refused++;
    }

    @Override
    public long getBudgetBytes() {
        return budgetBytes;
    }

    @Override
    public long getUsedBytes() {
        return usedBytes;
    }

    @Override
    public long getPeakBytes() {
        return peakBytes;
    }

    @Override
    public int getConnections() {
        return connections;
    }

    @Override
    public int getStrangers() {
        return strangers;
    }

    @Override
    public int getWaiting() {
        return waiting;
    }

    @Override
    public long getRefused() {
        return refused;
    }
}
