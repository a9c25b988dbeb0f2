package io.weir.runtime.channel;

import io.weir.api.serde.CodecRegistry;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All input channels of one subtask. Channels with something to read wait in a ring and are read in turn, one element each, so that
 * none starves; a channel that alignment holds keeps its elements until it is released.
 */
public final class InputGate {
    /** Tells the sender of a channel how many data elements it may have sent in all, and how many elements of any kind have come. */
    @FunctionalInterface
    public interface CreditSink {
        void grantCredit(int channel, long upTo, long received);
    }

    private final InputChannel[] channels;
    private final Map<Integer, InputChannel> byNumber = new HashMap<>();
    private final ArrayDeque<InputChannel> readable = new ArrayDeque<>();
    private final CreditSink credits;
    private @Nullable InputChannel reading;

    /** @param numbers the plan's numbers of the channels; their order gives the positions */
    public InputGate(List<Integer> numbers, int window, CodecRegistry codecs, CreditSink credits) {
        this.credits = credits;
        this.channels = new InputChannel[numbers.size()];
        for (int position = 0; position < channels.length; position++) {
            InputChannel channel = new InputChannel(numbers.get(position), position, window, new BatchDecoder(codecs));
            channels[position] = channel;
            byNumber.put(channel.channel, channel);
        }
    }

    /** Takes what came in; a gap, a repetition or an unknown channel is a {@link WeirException} of kind BROKEN_PROTOCOL. */
    public void receive(int number, long sequence, StreamElement element) {
        InputChannel channel = byNumber.get(number);
        if (channel == null) {
            throw new WeirException(
                    FailureKind.BROKEN_PROTOCOL,
                    "[NET-702] An element came for channel " + number
                            + ", which does not end here. The nodes disagree about the plan of the job; the job restarts from its last checkpoint.");
        }
        boolean wasEmpty = channel.isEmpty();
        if (channel.receive(sequence, element) && wasEmpty && !channel.held) {
            readable.add(channel);
        }
    }

    /** The next element in fair order, or null if there is none to read. {@link #position} tells where it came from. */
    public @Nullable StreamElement next() {
        InputChannel channel = readable.poll();
        if (channel == null) {
            return null;
        }
        reading = channel;
        StreamElement element = channel.next();
        if (!channel.isEmpty()) {
            readable.add(channel);
        }
        return element;
    }

    /** Decodes a batch of the channel that the last element came from. */
    public RecordBatch decode(EncodedBatch batch) {
        return Objects.requireNonNull(reading).decode(batch);
    }

    /** The channel that the last element came from, counted from 0. */
    public int position() {
        return Objects.requireNonNull(reading).position;
    }

    /** The batch that came last was processed to its end. */
    public void batchDone() {
        InputChannel channel = Objects.requireNonNull(reading);
        long grant = channel.readOne();
        if (grant >= 0) {
            credits.grantCredit(channel.channel, grant, channel.received());
        }
    }

    /** Nothing more is read from that channel until {@link #releaseAll}. */
    public void hold(int position) {
        InputChannel channel = channels[position];
        channel.held = true;
        readable.remove(channel);
    }

    public void releaseAll() {
        for (InputChannel channel : channels) {
            if (channel.held) {
                channel.held = false;
                if (!channel.isEmpty()) {
                    readable.add(channel);
                }
            }
        }
    }

    /** No more records on the channel that the last element came from; true if that was the last open one. */
    public boolean ended() {
        Objects.requireNonNull(reading).ended = true;
        for (InputChannel channel : channels) {
            if (!channel.ended) {
                return false;
            }
        }
        return true;
    }

    /**
     * Grants that may have been lost on the way, once more, for each channel that nothing came on since this was last called: they are
     * cumulative, so that repeating them is harmless. A sender that has sent more than this says has come answers with a {@link
     * io.weir.runtime.element.Probe}, so that what was lost is noticed even if nothing else would follow.
     */
    public void repeatCredits() {
        for (InputChannel channel : channels) {
            if (channel.wasSilent() && channel.isEmpty() && !channel.ended) {
                credits.grantCredit(channel.channel, channel.granted(), channel.received());
            }
        }
    }

    public boolean isReadable() {
        return !readable.isEmpty();
    }

    public int channelCount() {
        return channels.length;
    }

    public int queuedElements() {
        int queued = 0;
        for (InputChannel channel : channels) {
            queued += channel.size();
        }
        return queued;
    }
}
