package io.weir.runtime.channel;

import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A channel inside this JVM: batches go by reference. */
public final class LocalOutputChannel extends OutputChannel {
    private final int capacity;
    private @Nullable RecordBatch open;

    public LocalOutputChannel(int channel, int window, int capacity, ChannelSender sender, Room room) {
        super(channel, window, sender, room);
        this.capacity = capacity;
    }

    @Override
    public void add(Object value, long timestamp) {
        RecordBatch batch = open;
        if (batch == null) {
            batch = new RecordBatch(capacity);
            open = batch;
        }
        if (batch.add(value, timestamp)) {
            sendOpen();
        }
    }

    @Override
    protected int openRecords() {
        return open == null ? 0 : open.size();
    }

    @Override
    protected StreamElement closeOpen() {
        RecordBatch batch = Objects.requireNonNull(open);
        open = null;
        return batch;
    }
}
