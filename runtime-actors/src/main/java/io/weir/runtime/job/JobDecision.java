package io.weir.runtime.job;

import java.util.List;

/** Journal {@code events} in order, then do {@code actions} in order, then ask again. If journaling fails, throw the core away. */
public record JobDecision(List<JobEvent> events, List<JobAction> actions) {
    public JobDecision {
        events = List.copyOf(events);
        actions = List.copyOf(actions);
    }
}
