package io.weir.runtime.channel;

import io.weir.runtime.element.Probe;
import io.weir.runtime.element.StreamElement;
import java.util.ArrayDeque;

/**
 * The sending end of a channel. Records collect in an open batch; a batch that is full leaves if there is credit, else it waits here
 * and the subtask takes no more input ({@link OutputAvailability}). What waits is bounded by what one input record makes. Control elements need no
 * credit, but never overtake.
 */
public abstract class OutputChannel {
    private final int channel;
    private final ChannelSender sender;
    private final OutputAvailability availability;
    private final ArrayDeque<StreamElement> waiting = new ArrayDeque<>();
    private long sequence;
    private long sentData;
    private long granted;
    private long recordsSent;

    protected OutputChannel(int channel, int window, ChannelSender sender, OutputAvailability availability) {
        this.channel = channel;
        this.granted = window;
        this.sender = sender;
        this.availability = availability;
    }

    /** Adds a record to the open batch. {@code timestamp} as in {@link io.weir.runtime.element.RecordBatch}. */
    public abstract void add(Object value, long timestamp);

    /** Closes the open batch, which is not empty. */
    protected abstract StreamElement closeOpen();

    /** How many records the open batch holds. */
    protected abstract int openRecords();

    protected final void sendOpen() {
        recordsSent += openRecords();
        offer(closeOpen());
    }

    /** Sends a control element behind all records added so far. */
    public final void control(StreamElement element) {
        if (openRecords() > 0) {
            sendOpen();
        }
        offer(element);
    }

    /** Sends the open batch, full or not, if there is credit for it. */
    public final void flush() {
        if (sentData < granted && openRecords() > 0 && waiting.isEmpty()) {
            sendOpen();
        }
    }

    /**
     * The receiver allows {@code upTo} data elements in all. Older grants change nothing.
     *
     * @param received elements of any kind that had come there. If a grant is repeated and that is less than was sent, the rest is late
     *     or lost; a {@link Probe} behind it finds out.
     */
    public final void onCredit(long upTo, long received) {
        if (upTo <= granted) {
            if (upTo == granted && received < sequence) {
                send(Probe.INSTANCE);
            }
            return;
        }
        granted = upTo;
        boolean wasBlocked = !waiting.isEmpty();
        while (!waiting.isEmpty() && maySend(waiting.peek())) {
            send(waiting.remove());
        }
        if (wasBlocked && waiting.isEmpty()) {
            availability.unblocked();
        }
    }

    private void offer(StreamElement element) {
        if (waiting.isEmpty()) {
            if (maySend(element)) {
                send(element);
                return;
            }
            availability.blocked();
        }
        waiting.add(element);
    }

    private boolean maySend(StreamElement element) {
        return !element.costsCredit() || sentData < granted;
    }

    private void send(StreamElement element) {
        if (element.costsCredit()) {
            sentData++;
        }
        sender.deliver(channel, sequence++, element);
    }

    public final int channel() {
        return channel;
    }

    public final int waitingElements() {
        return waiting.size();
    }

    public final long recordsSent() {
        return recordsSent;
    }

    public final long batchesSent() {
        return sentData;
    }

    /** Bytes sent to another JVM; 0 for a channel inside this one. */
    public long bytesSent() {
        return 0;
    }
}
