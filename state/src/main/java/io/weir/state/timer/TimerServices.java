package io.weir.state.timer;

import io.weir.state.key.KeyContext;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.table.Hashed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All timers of a keyed state backend, by name. */
public final class TimerServices {
    /**
     * The timers of one name and domain as they were when frozen.
     *
     * @param byKeyGroup for each key group of the range, from the first on: timers and nulls
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Frozen(
            String name, TimerDomain domain, @Nullable Hashed[][] byKeyGroup) {}

    private final KeyContext keys;
    private final KeyGroupRange keyGroups;
    private final int maxParallelism;
    private final Map<String, InternalTimerService> services = new LinkedHashMap<>();

    public TimerServices(KeyContext keys, KeyGroupRange keyGroups, int maxParallelism) {
        this.keys = keys;
        this.keyGroups = keyGroups;
        this.maxParallelism = maxParallelism;
    }

    /** The one of that name; made on the first call. */
    public InternalTimerService get(String name) {
        InternalTimerService service = services.get(name);
        if (service == null) {
            service = new InternalTimerService(name, keys, keyGroups, maxParallelism);
            services.put(name, service);
        }
        return service;
    }

    /** Freezes all timers, in a time that grows with names and key groups, not with timers. */
    public List<Frozen> freeze() {
        List<Frozen> frozen = new ArrayList<>();
        for (Map.Entry<String, InternalTimerService> service : services.entrySet()) {
            for (TimerDomain domain : TimerDomain.values()) {
                frozen.add(new Frozen(
                        service.getKey(),
                        domain,
                        service.getValue().queue(domain).freeze()));
            }
        }
        return frozen;
    }

    /** Puts back a timer of a snapshot; its key must be of a key group of the range. */
    public void restore(String name, TimerDomain domain, Object key, @Nullable Object namespace, long time) {
        get(name).queue(domain).add(key, namespace, time);
    }
}
