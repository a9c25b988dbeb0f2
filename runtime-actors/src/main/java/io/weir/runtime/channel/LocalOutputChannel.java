package io.weir.runtime.channel;

import io.weir.runtime.element.Ownership;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.RecordCheck;
import io.weir.runtime.element.StreamElement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A channel inside this JVM: batches go by reference, with a copy of each record that its sender may still change. */
public final class LocalOutputChannel extends OutputChannel {
    private final int capacity;
    private final @Nullable Ownership ownership;
    private final @Nullable RecordCheck check;
    private @Nullable RecordBatch open;

    /**
     * The sending end of a channel.
     *
     * @param capacity records of a full batch
     * @param ownership copies mutable records; null if the sender gives them away
     * @param check the checking mode; null if it is off
     */
    public LocalOutputChannel(
            int channel,
            int window,
            int capacity,
            @Nullable Ownership ownership,
            @Nullable RecordCheck check,
            ChannelSender sender,
            OutputAvailability availability) {
        super(channel, window, sender, availability);
        this.capacity = capacity;
        this.ownership = ownership;
        this.check = check;
    }

    @Override
    public void add(Object value, long timestamp) {
        RecordBatch batch = open;
        if (batch == null) {
            batch = new RecordBatch(capacity, check);
            open = batch;
        }
        Ownership owned = ownership;
        if (batch.add(owned == null ? value : owned.own(value), timestamp)) {
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
