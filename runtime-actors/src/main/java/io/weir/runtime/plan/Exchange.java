package io.weir.runtime.plan;

import io.weir.api.OutputTag;
import io.weir.api.graph.Partitioning;
import org.jspecify.annotations.Nullable;

/**
 * The channels between two vertices that come from one edge of the graph.
 *
 * @param index of this exchange in the plan, from 0
 * @param from the sending vertex
 * @param fromOperator id of the graph node whose output it carries
 * @param to the receiving vertex
 * @param input which input of the receiving operator
 * @param firstChannel its channels are numbered from here: {@code firstChannel + sender * receivers + receiver}, the ones that
 *     a pointwise exchange does not use included
 */
public record Exchange(
        int index,
        int from,
        int fromOperator,
        int senders,
        int to,
        int receivers,
        int input,
        Partitioning partitioning,
        @Nullable OutputTag<?> sideOutput,
        int firstChannel) {
    public int channel(int sender, int receiver) {
        return firstChannel + sender * receivers + receiver;
    }

    public int channels() {
        return senders * receivers;
    }

    public int senderOf(int channel) {
        return (channel - firstChannel) / receivers;
    }

    public int receiverOf(int channel) {
        return (channel - firstChannel) % receivers;
    }

    /** Whether that pair is connected: all are, but for forward and rescale. */
    public boolean connects(int sender, int receiver) {
        if (partitioning instanceof Partitioning.Forward) {
            return sender == receiver;
        }
        if (partitioning instanceof Partitioning.Rescale) {
            return senders >= receivers
                    ? sender * receivers / senders == receiver
                    : receiver * senders / receivers == sender;
        }
        return true;
    }
}
