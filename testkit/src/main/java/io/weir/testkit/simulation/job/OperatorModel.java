package io.weir.testkit.simulation.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each {@link OperatorKind} makes of the records, from the definition of the operator: over all of them at once, without state or time. */
final class OperatorModel {
    private final List<LedgerRecord> records;
    private final List<String> output = new ArrayList<>();

    private OperatorModel(List<LedgerRecord> records) {
        this.records = records;
    }

    /** Every record that is committed in the end, in any order. */
    static List<String> of(OperatorKind kind, List<LedgerRecord> records) {
        OperatorModel model = new OperatorModel(records);
        switch (kind) {
            case TUMBLING -> model.windows(OperatorKind.TUMBLE, OperatorKind.TUMBLE);
            case SLIDING -> model.windows(OperatorKind.SLIDING_SIZE, OperatorKind.SLIDE);
            case SESSIONS -> model.sessions();
            case COUNTED -> model.counted();
            case INTERVAL_JOIN ->
                model.pairs((left, right) -> left.timestamp() - OperatorKind.BEFORE <= right.timestamp()
                        && right.timestamp() <= left.timestamp() + OperatorKind.AFTER);
            case WINDOW_JOIN ->
                model.pairs((left, right) ->
                        left.timestamp() / OperatorKind.TUMBLE == right.timestamp() / OperatorKind.TUMBLE);
            case BROADCAST ->
                records.forEach(record ->
                        model.output.add(WaitingForRules.judged(record.key(), record.number(), OperatorKind.RULE)));
            case ASYNC ->
                records.forEach(record -> model.output.add(SlowAnswers.answer(record.key(), record.number())));
            case SIDE_OUTPUT ->
                records.forEach(record -> model.output.add(
                        record.key() + "," + record.number() + (record.number() % 3 == 0 ? " aside" : "")));
        }
        return model.output;
    }

    /** A window for each multiple of {@code slide}: its records are those from its start on, for {@code size}. */
    private void windows(long size, long slide) {
        Map<String, Map<Long, Long>> sums = new TreeMap<>();
        for (LedgerRecord record : records) {
            for (long start = record.timestamp() / slide * slide; start > record.timestamp() - size; start -= slide) {
                sums.computeIfAbsent(record.key(), key -> new TreeMap<>()).merge(start, record.number(), Long::sum);
            }
        }
        sums.forEach(
                (key, windows) -> windows.forEach((start, sum) -> output.add(OperatorKind.windowed(key, start, sum))));
    }

    private Map<String, List<LedgerRecord>> byKey() {
        Map<String, List<LedgerRecord>> byKey = new TreeMap<>();
        records.forEach(record ->
                byKey.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record));
        return byKey;
    }

    /** Records of a key belong together while each comes no later than the gap after the one before. */
    private void sessions() {
        byKey().forEach((key, its) -> {
            int from = 0;
            for (int at = 1; at <= its.size(); at++) {
                if (at == its.size()
                        || its.get(at).timestamp() - its.get(at - 1).timestamp() > OperatorKind.GAP) {
                    String window =
                            its.get(from).timestamp() + "-" + (its.get(at - 1).timestamp() + OperatorKind.GAP);
                    output.add(OperatorKind.listed(key, window, numbers(its.subList(from, at))));
                    from = at;
                }
            }
        });
    }

    /** After each {@code COUNT_SLIDE} records of a key, the last {@code COUNT_SIZE}. */
    private void counted() {
        int slide = (int) OperatorKind.COUNT_SLIDE;
        byKey().forEach((key, its) -> {
            for (int to = slide; to <= its.size(); to += slide) {
                int from = Math.max(0, to - (int) OperatorKind.COUNT_SIZE);
                output.add(OperatorKind.listed(key, "last", numbers(its.subList(from, to))));
            }
        });
    }

    private static List<Long> numbers(List<LedgerRecord> records) {
        return records.stream().map(LedgerRecord::number).toList();
    }

    private interface Match {
        boolean belongTogether(LedgerRecord left, LedgerRecord right);
    }

    /** Records of a key with odd numbers, each with those of even numbers that match. */
    private void pairs(Match match) {
        byKey().forEach((key, its) -> {
            for (LedgerRecord left : its) {
                for (LedgerRecord right : its) {
                    if (left.number() % 2 == 1 && right.number() % 2 == 0 && match.belongTogether(left, right)) {
                        output.add(OperatorKind.pair(key, left.number(), right.number()));
                    }
                }
            }
        });
    }
}
