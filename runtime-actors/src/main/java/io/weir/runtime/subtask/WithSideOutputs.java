package io.weir.runtime.subtask;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.output.Output;
import java.util.List;

/** The main output of an operator that has side outputs: time is the same on all of them. */
final class WithSideOutputs implements Output {
    private final Output main;
    private final List<Output> side;

    WithSideOutputs(Output main, List<Output> side) {
        this.main = main;
        this.side = side;
    }

    @Override
    public void emit(Object value, long timestamp) {
        main.emit(value, timestamp);
    }

    @Override
    public void watermark(long timestamp) {
        main.watermark(timestamp);
        for (Output each : side) {
            each.watermark(timestamp);
        }
    }

    @Override
    public void status(ChannelStatus status) {
        main.status(status);
        for (Output each : side) {
            each.status(status);
        }
    }
}
