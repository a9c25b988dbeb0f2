package io.weir.checkpoint;

/** How an acknowledgement was taken, and what follows from it. */
public record AckOutcome(AckVerdict verdict, LedgerDecision decision) {}
