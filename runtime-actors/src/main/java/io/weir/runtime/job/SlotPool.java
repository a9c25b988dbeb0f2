package io.weir.runtime.job;

import io.weir.runtime.cluster.WorkerId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The slots of all workers and who holds them. A job asks once and is answered when there is room; who asked first is served
 * first, but a small job may pass a large one that does not fit. Pure; deterministic.
 */
public final class SlotPool {
    /** What a job is told: the worker of each of its slots, by slot index. */
    public record Grant(String jobId, List<WorkerId> slots) {}

    private record Wish(int slots, List<WorkerId> previous) {}

    private final SortedMap<WorkerId, Integer> slots = new TreeMap<>();
    private final SortedSet<WorkerId> leaving = new TreeSet<>();
    private final Map<String, List<WorkerId>> held = new LinkedHashMap<>();
    private final Map<String, Wish> waiting = new LinkedHashMap<>();

    /** A worker offers slots; the same again changes nothing. */
    public void register(WorkerId worker, int offered) {
        slots.put(worker, offered);
    }

    /** A worker is gone, or unreachable; jobs that held slots of it find out by themselves. */
    public void remove(WorkerId worker) {
        slots.remove(worker);
        leaving.remove(worker);
    }

    /** A worker gives no new slots. */
    public void leaving(WorkerId worker) {
        leaving.add(worker);
    }

    public boolean isLeaving(WorkerId worker) {
        return leaving.contains(worker);
    }

    public boolean knows(WorkerId worker) {
        return slots.containsKey(worker);
    }

    public SortedSet<WorkerId> workers() {
        return new TreeSet<>(slots.keySet());
    }

    /** A job runs on these slots already (a new leader adopted it); it holds them from now on. */
    public void hold(String jobId, List<WorkerId> itsSlots) {
        waiting.remove(jobId);
        held.put(jobId, List.copyOf(itsSlots));
    }

    /** A job wants slots instead of those it holds; {@link #grants} answers. */
    public void request(String jobId, int wanted, List<WorkerId> previous) {
        held.remove(jobId);
        waiting.put(jobId, new Wish(wanted, List.copyOf(previous)));
    }

    public void release(String jobId) {
        held.remove(jobId);
        waiting.remove(jobId);
    }

    /** Gives what can be given, to those who wait; to be called after every change. */
    public List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        for (Iterator<Map.Entry<String, Wish>> all = waiting.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Wish> next = all.next();
            Wish wish = next.getValue();
            List<WorkerId> placed = SlotPlacement.place(wish.slots, free(), wish.previous);
            if (placed != null) {
                all.remove();
                held.put(next.getKey(), List.copyOf(placed));
                grants.add(new Grant(next.getKey(), List.copyOf(placed)));
            }
        }
        return grants;
    }

    /** Whether a job still waits. */
    public boolean isWaiting(String jobId) {
        return waiting.containsKey(jobId);
    }

    /** Slots of a worker that jobs hold. */
    public int usedSlots(WorkerId worker) {
        int used = 0;
        for (List<WorkerId> taken : held.values()) {
            used += (int) taken.stream().filter(worker::equals).count();
        }
        return used;
    }

    public int freeSlots() {
        return free().values().stream().mapToInt(Integer::intValue).sum();
    }

    public int allSlots() {
        return slots.values().stream().mapToInt(Integer::intValue).sum();
    }

    private SortedMap<WorkerId, Integer> free() {
        SortedMap<WorkerId, Integer> free = new TreeMap<>(slots);
        free.keySet().removeAll(leaving);
        for (List<WorkerId> taken : held.values()) {
            for (WorkerId worker : taken) {
                free.computeIfPresent(worker, (id, left) -> Math.max(0, left - 1));
            }
        }
        return free;
    }
}
