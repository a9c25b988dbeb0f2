package io.weir.api.connector.builtin;

/** The numbers from one to another, both included. Reader r of P gives every P-th from the r-th on. */
public final class NumberSequenceSource extends DataGeneratorSource<Long> {
    private static final long serialVersionUID = 1L;

    private final long from;
    private final long to;

    /** @throws IllegalArgumentException [API-124] if there are more than {@link Long#MAX_VALUE} numbers */
    public NumberSequenceSource(long from, long to) {
        super(Generators.upFrom(from), Generators.count(from, to));
        this.from = from;
        this.to = to;
    }

    public long getFrom() {
        return from;
    }

    public long getTo() {
        return to;
    }
}
