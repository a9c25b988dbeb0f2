package io.weir.fuzz.target;

import io.weir.api.connector.SourceEvent;
import io.weir.fuzz.FuzzTarget;
import io.weir.runtime.operator.source.SourceEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events between the readers and the enumerator of a source; as job graphs, they come from the job itself. */
public final class SourceEventTarget implements FuzzTarget<SourceEvent> {
    /** An event. */
    public record Progress(String split, long offset, List<Integer> parts, Map<String, Long> lags)
            implements SourceEvent {}

    @Override
    public String name() {
        return "source-event";
    }

    @Override
    public String what() {
        return "events between source readers and enumerators (`SourceEvents`)";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(SourceEvents.encode(
                new Progress("a", 5, new ArrayList<>(List.of(1, 2)), new HashMap<>(Map.of("x", 1L)))));
    }

    @Override
    public SourceEvent decode(byte[] input) {
        return SourceEvents.decode(input, SourceEventTarget.class.getClassLoader());
    }

    @Override
    public byte[] encode(SourceEvent event) {
        return SourceEvents.encode(event);
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof IllegalArgumentException;
    }
}
