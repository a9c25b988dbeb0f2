package io.weir.runtime.subtask;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.operator.ChainInput;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.Exchange;
import io.weir.runtime.time.WatermarkValve;
import java.util.ArrayList;
import java.util.List;

/** Which channel belongs to which input of the head of the chain, and the watermarks of each input. Positions as in the gate. */
final class SubtaskInputs {
    private final List<Integer> channels = new ArrayList<>();
    private final List<Integer> inputOf = new ArrayList<>();
    private final List<Integer> placeInValve = new ArrayList<>();
    private final WatermarkValve[] valves = new WatermarkValve[2];
    private ChainInput[] byPosition = {};

    SubtaskInputs(ChainVertex vertex, int subtask) {
        int[] count = new int[valves.length];
        for (Exchange exchange : vertex.inputs()) {
            for (int sender = 0; sender < exchange.senders(); sender++) {
                if (exchange.connects(sender, subtask)) {
                    channels.add(exchange.channel(sender, subtask));
                    inputOf.add(exchange.input());
                    placeInValve.add(count[exchange.input()]++);
                }
            }
        }
        for (int input = 0; input < valves.length; input++) {
            valves[input] = new WatermarkValve(count[input]);
        }
    }

    /** The plan's numbers of the channels, in the order of their positions. */
    List<Integer> channels() {
        return channels;
    }

    void connect(StreamOperator head) {
        byPosition = new ChainInput[channels.size()];
        for (int position = 0; position < byPosition.length; position++) {
            byPosition[position] = head.input(inputOf.get(position));
        }
    }

    /** Where records of a channel go. */
    ChainInput at(int position) {
        return byPosition[position];
    }

    void onWatermark(int position, long timestamp) {
        valves[inputOf.get(position)].onWatermark(placeInValve.get(position), timestamp, byPosition[position]);
    }

    void onStatus(int position, ChannelStatus status) {
        valves[inputOf.get(position)].onStatus(placeInValve.get(position), status, byPosition[position]);
    }

    /** The watermark of the input that is behind; {@link Long#MIN_VALUE} before the first. */
    long watermark() {
        return inputOf.contains(1) ? Math.min(valves[0].lastOutput(), valves[1].lastOutput()) : valves[0].lastOutput();
    }
}
