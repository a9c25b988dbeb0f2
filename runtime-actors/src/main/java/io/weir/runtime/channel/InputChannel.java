package io.weir.runtime.channel;

import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.Probe;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import java.util.ArrayDeque;

/** The receiving end of a channel: what has arrived and was not read yet. Its size is bounded by the credit that was granted. */
final class InputChannel {
    final int channel;
    /** Its place among the inputs of the subtask, from 0: how alignment and the watermark valve know it. */
    final int position;

    private final int window;
    private final BatchDecoder decoder;
    private final ArrayDeque<StreamElement> elements = new ArrayDeque<>();
    private long expectedSequence;
    private long readData;
    private long granted;
    private boolean silent;
    boolean held;
    boolean ended;

    InputChannel(int channel, int position, int window, BatchDecoder decoder) {
        this.channel = channel;
        this.position = position;
        this.window = window;
        this.decoder = decoder;
        this.granted = window;
    }

    /** False if there is nothing to read because of it. */
    boolean receive(long sequence, StreamElement element) {
        if (sequence != expectedSequence) {
            throw new WeirException(
                    FailureKind.BROKEN_PROTOCOL,
                    "[NET-701] Channel " + channel + " received element " + sequence + " where " + expectedSequence
                            + " was due: "
                            + (sequence > expectedSequence ? "messages were lost" : "a message came twice")
                            + " on the way. The attempt ends and the job restarts from its last checkpoint; if this repeats, look for "
                            + "dropped messages in the logs of both nodes.");
        }
        expectedSequence = sequence + 1;
        silent = false;
        return element != Probe.INSTANCE && elements.add(element);
    }

    /** Whether nothing came since this was asked before. */
    boolean wasSilent() {
        boolean before = silent;
        silent = true;
        return before;
    }

    /** All elements that have come, of any kind. */
    long received() {
        return expectedSequence;
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    StreamElement next() {
        return elements.remove();
    }

    int size() {
        return elements.size();
    }

    RecordBatch decode(EncodedBatch encoded) {
        return decoder.decode(encoded);
    }

    /** A data element was read to its end. The new grant, or -1 while the sender has enough left of the last one. */
    long readOne() {
        readData++;
        if (granted - readData <= window / 2) {
            granted = readData + window;
            return granted;
        }
        return -1;
    }

    long granted() {
        return granted;
    }
}
