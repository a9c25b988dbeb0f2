package io.weir.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Windows as they are defined, without a thought of speed: beside it the operators are checked. */
final class WindowModel {
    /** A record, as the model sees it. */
    record Item(String key, long value, long timestamp, long gap) {}

    /** How windows are made. */
    enum Kind {
        TUMBLING,
        SLIDING,
        SESSION,
        GLOBAL
    }

    /** When they fire. */
    enum Firing {
        AT_THE_END,
        AT_THE_END_PURGING,
        EACH_COUNT,
        EACH_COUNT_PURGING
    }

    /** Which records take part. */
    enum Evicting {
        NOTHING,
        ALL_BUT_THE_LAST_BEFORE,
        ALL_BUT_THE_LAST_AFTER,
        THE_OLD_BEFORE
    }

    record Rules(
            Kind kind,
            long size,
            long slide,
            long offset,
            long lateness,
            Firing firing,
            int count,
            Evicting evicting,
            int kept,
            Function<List<Item>, String> content) {}

    private static final class Open {
        long start;
        long end;
        int count;
        List<Item> items = new ArrayList<>();

        Open(long start, long end) {
            this.start = start;
            this.end = end;
        }

        long last() {
            return end == Long.MAX_VALUE ? end : end - 1;
        }
    }

    final List<String> emitted = new ArrayList<>();
    final List<Long> late = new ArrayList<>();
    private final Rules rules;
    private final Map<String, List<Open>> open = new TreeMap<>();
    private long watermark = Long.MIN_VALUE;

    WindowModel(Rules rules) {
        this.rules = rules;
    }

    void record(Item item) {
        List<Open> of = open.computeIfAbsent(item.key(), key -> new ArrayList<>());
        List<Open> windows = rules.kind() == Kind.SESSION ? session(item, of) : assigned(item, of);
        if (windows.isEmpty()) {
            boolean inTime = rules.kind() == Kind.GLOBAL || item.timestamp() + rules.lateness() > watermark;
            if (!inTime) {
                late.add(item.value());
            }
            return;
        }
        for (Open window : windows) {
            window.items.add(item);
            window.count++;
            boolean fires = switch (rules.firing()) {
                case AT_THE_END, AT_THE_END_PURGING -> window.last() <= watermark;
                case EACH_COUNT, EACH_COUNT_PURGING -> window.count >= rules.count();
            };
            if (fires) {
                window.count = 0;
                fire(item.key(), window);
            }
        }
    }

    void watermark(long time) {
        if (time <= watermark) {
            return;
        }
        long before = watermark;
        watermark = time;
        open.forEach((key, windows) -> {
            if (rules.firing() == Firing.AT_THE_END || rules.firing() == Firing.AT_THE_END_PURGING) {
                windows.stream()
                        .filter(each -> each.last() > before && each.last() <= time)
                        .sorted(Comparator.comparingLong(Open::last))
                        .forEach(each -> fire(key, each));
            }
            windows.removeIf(each -> rules.kind() != Kind.GLOBAL && each.last() + rules.lateness() <= time);
        });
    }

    /** The windows of the record that are not gone, the youngest first. */
    private List<Open> assigned(Item item, List<Open> of) {
        List<Open> found = new ArrayList<>();
        if (rules.kind() == Kind.GLOBAL) {
            found.add(find(of, Long.MIN_VALUE, Long.MAX_VALUE));
            return found;
        }
        for (long start = item.timestamp(); start > item.timestamp() - rules.size(); start--) {
            boolean begins = Math.floorMod(start - rules.offset(), rules.slide()) == 0;
            if (begins && start + rules.size() - 1 + rules.lateness() > watermark) {
                found.add(find(of, start, start + rules.size()));
            }
        }
        return found;
    }

    private static Open find(List<Open> of, long start, long end) {
        for (Open each : of) {
            if (each.start == start && each.end == end) {
                return each;
            }
        }
        Open made = new Open(start, end);
        of.add(made);
        return made;
    }

    private List<Open> session(Item item, List<Open> of) {
        Open own = new Open(item.timestamp(), item.timestamp() + item.gap());
        List<Open> touched = of.stream()
                .filter(each -> each.start <= own.end && each.end >= own.start)
                .sorted(Comparator.comparingLong(each -> each.start))
                .toList();
        if (touched.isEmpty() && own.last() + rules.lateness() <= watermark) {
            return List.of();
        }
        of.removeAll(touched);
        for (Open each : touched) {
            own.start = Math.min(own.start, each.start);
            own.end = Math.max(own.end, each.end);
            own.items.addAll(each.items);
            own.count += each.count;
        }
        of.add(own);
        return List.of(own);
    }

    private void fire(String key, Open window) {
        if (window.items.isEmpty()) {
            return;
        }
        List<Item> taking = new ArrayList<>(window.items);
        switch (rules.evicting()) {
            case ALL_BUT_THE_LAST_BEFORE -> keepLast(taking);
            case THE_OLD_BEFORE -> {
                long youngest = taking.stream().mapToLong(Item::timestamp).max().orElseThrow();
                taking.removeIf(each -> each.timestamp() <= youngest - rules.kept());
            }
            case NOTHING, ALL_BUT_THE_LAST_AFTER -> {}
        }
        emit(key, window, taking);
        if (rules.evicting() == Evicting.ALL_BUT_THE_LAST_AFTER) {
            keepLast(taking);
        }
        window.items = taking;
        if (rules.firing() == Firing.AT_THE_END_PURGING || rules.firing() == Firing.EACH_COUNT_PURGING) {
            window.items = new ArrayList<>();
        }
    }

    private void keepLast(List<Item> items) {
        while (items.size() > rules.kept()) {
            items.remove(0);
        }
    }

    private void emit(String key, Open window, List<Item> items) {
        emitted.add(line(key, window.last(), rules.content().apply(items), window.last()));
    }

    /** As the function of the tests writes it. */
    static String line(@Nullable Object key, long lastMillisecond, String content, long timestamp) {
        return key + " until " + lastMillisecond + ": " + content + " @" + timestamp;
    }
}
