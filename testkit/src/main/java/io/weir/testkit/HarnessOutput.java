package io.weir.testkit;

import io.weir.api.OutputTag;
import io.weir.api.time.Watermark;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.output.Output;
import io.weir.runtime.output.OwnedOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what the subtasks of a harness emit, in the order in which they do. */
final class HarnessOutput {
    private final List<Emitted<Object>> records = new ArrayList<>();
    private final Map<String, List<Emitted<Object>>> side = new HashMap<>();
    private final List<Long> watermarks = new ArrayList<>();
    /** Records and watermarks, in order. */
    private final List<Object> elements = new ArrayList<>();

    private boolean idle;

    List<Emitted<Object>> records() {
        return records;
    }

    List<Emitted<Object>> side(String tag) {
        return side.computeIfAbsent(tag, none -> new ArrayList<>());
    }

    List<Long> watermarks() {
        return watermarks;
    }

    List<Object> elements() {
        return elements;
    }

    boolean isIdle() {
        return idle;
    }

    void clear() {
        records.clear();
        side.clear();
        watermarks.clear();
        elements.clear();
    }

    /** Where a subtask emits; only the first one's watermarks and status are kept, all get the same. */
    Output main(int subtask) {
        return new Output() {
            @Override
            public void emit(Object value, long timestamp) {
                Emitted<Object> record = Emitted.of(value, timestamp);
                records.add(record);
                elements.add(record);
            }

            @Override
            public void watermark(long timestamp) {
                if (subtask == 0) {
                    watermarks.add(timestamp);
                    elements.add(new Watermark(timestamp));
                }
            }

            @Override
            public void status(ChannelStatus status) {
                if (subtask == 0) {
                    idle = status == ChannelStatus.IDLE;
                }
            }
        };
    }

    /** The side outputs of a subtask by the id of their tag: there is one for every tag, as soon as somebody emits to it. */
    Map<String, Output> sides(Ownership ownership) {
        return new HashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Output getOrDefault(Object tag, Output nobodyReads) {
                return new OwnedOutput(new SideOutput((String) tag), ownership);
            }
        };
    }

    @SuppressWarnings("unchecked") // the tag's type is that of what was emitted to it
    <X> List<X> values(OutputTag<X> tag) {
        return side(tag.getId()).stream().map(each -> (X) each.value()).toList();
    }

    /** Operators keep it for good, so it must outlive {@link #clear}. */
    private final class SideOutput implements Output {
        private final String tag;

        SideOutput(String tag) {
            this.tag = tag;
        }

        @Override
        public void emit(Object value, long timestamp) {
            side(tag).add(Emitted.of(value, timestamp));
        }

        @Override
        public void watermark(long timestamp) {}

        @Override
        public void status(ChannelStatus status) {}
    }
}
