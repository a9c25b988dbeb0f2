package io.weir.tools.chaos;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.tools.chaos.LedgerSource.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Reads its partitions in step: of each the numbers that are due. */
final class LedgerReader implements SourceReader<Entry, Partition> {
    private static final int MOST_AT_ONCE = 256;
    private static final long LOOK_FOR_END_NANOS = 200_000_000;

    private final Ledger ledger;
    private final long beginNanos;
    private final Path endFile;
    private final SourceReaderContext context;
    /** By partition: its next number. */
    private final TreeMap<Integer, Long> next = new TreeMap<>();

    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean noMore;
    private long end = Long.MAX_VALUE;
    private long lookedForEndNanos;

    LedgerReader(LedgerSource source, SourceReaderContext context) {
        this.ledger = source.ledger();
        this.beginNanos = source.beginNanos();
        this.endFile = Path.of(source.endFile());
        this.context = context;
        this.lookedForEndNanos = context.clock().nanoTime() - LOOK_FOR_END_NANOS;
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Entry> output) throws IOException {
        long now = context.clock().nanoTime();
        lookForEnd(now);
        next.values().removeIf(number -> number >= end);
        if (next.isEmpty()) {
            if (noMore) {
                return InputStatus.END_OF_INPUT;
            }
            available = new CompletableFuture<>();
            return InputStatus.NOTHING_AVAILABLE;
        }
        int taken = 0;
        for (Map.Entry<Integer, Long> partition : next.entrySet()) {
            taken += read(partition, now, output);
        }
        long slowest = next.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        if (taken > 0) {
            output.emitWatermark(ledger.eventMillis(slowest) - 1);
            return InputStatus.MORE_AVAILABLE;
        }
        long waitNanos = beginNanos + ledger.dueNanos(slowest) - now;
        available = context.clock().after(Math.min(waitNanos, LOOK_FOR_END_NANOS));
        return InputStatus.NOTHING_AVAILABLE;
    }

    private int read(Map.Entry<Integer, Long> partition, long now, ReaderOutput<Entry> output) {
        int index = partition.getKey();
        long number = partition.getValue();
        int taken = 0;
        while (taken < MOST_AT_ONCE && number < end && beginNanos + ledger.dueNanos(number) - now <= 0) {
            output.collect(new Entry(Ledger.keyName(index, number), index, number), ledger.eventMillis(number));
            number++;
            taken++;
        }
        partition.setValue(number);
        return taken;
    }

    private void lookForEnd(long now) throws IOException {
        if (end == Long.MAX_VALUE && now - lookedForEndNanos >= LOOK_FOR_END_NANOS) {
            lookedForEndNanos = now;
            if (Files.exists(endFile)) {
                end = Long.parseLong(Files.readString(endFile).strip());
            }
        }
    }

    @Override
    public List<Partition> snapshotState(long checkpoint) {
        List<Partition> splits = new ArrayList<>();
        next.forEach((index, number) -> splits.add(new Partition(index, number)));
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<Partition> splits) {
        splits.forEach(split -> next.put(split.index(), split.next()));
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        available.complete(null);
    }

    @Override
    public void close() {}
}
