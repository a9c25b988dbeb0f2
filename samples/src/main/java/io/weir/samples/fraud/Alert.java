package io.weir.samples.fraud;

/** An account whose payments look like fraud; {@code cents} is the payment that told. */
public record Alert(long account, long cents) {
    /** As a line of a ledger: {@code account,cents}. */
    @Override
    public String toString() {
        return account + "," + cents;
    }
}
