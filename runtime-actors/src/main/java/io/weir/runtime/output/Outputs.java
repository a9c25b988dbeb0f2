package io.weir.runtime.output;

import io.weir.runtime.element.ChannelStatus;
import java.util.List;

/** How several outputs become one. */
public final class Outputs {
    /** Takes everything and keeps nothing: the output of a sink, or of a side output that nobody reads. */
    public static final Output NOWHERE = new Output() {
        @Override
        public void emit(Object value, long timestamp) {}

        @Override
        public void watermark(long timestamp) {}

        @Override
        public void status(ChannelStatus status) {}
    };

    private Outputs() {}

    /** Each record goes to all of them, in order. */
    public static Output toAll(List<Output> outputs) {
        return switch (outputs.size()) {
            case 0 -> NOWHERE;
            case 1 -> outputs.get(0);
            default -> new Fork(outputs.toArray(new Output[0]));
        };
    }

    private static final class Fork implements Output {
        private final Output[] outputs;

        Fork(Output[] outputs) {
            this.outputs = outputs;
        }

        @Override
        public void emit(Object value, long timestamp) {
            for (Output output : outputs) {
                output.emit(value, timestamp);
            }
        }

        @Override
        public void watermark(long timestamp) {
            for (Output output : outputs) {
                output.watermark(timestamp);
            }
        }

        @Override
        public void status(ChannelStatus status) {
            for (Output output : outputs) {
                output.status(status);
            }
        }
    }
}
