package io.weir.testkit.simulation.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One record of a {@link LedgerSource}, for models.
 *
 * @param number which record of its key it is, from 1
 */
record LedgerRecord(String key, long number, long timestamp) {
    /** All of a source, those of one key in order. */
    static List<LedgerRecord> all(long seed, int partitions, int records) {
        List<LedgerRecord> all = new ArrayList<>();
        Map<String, Long> numbers = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            for (long position = 0; position < records; position++) {
                String key = SimulatedLedger.key(seed, partition, position);
                all.add(new LedgerRecord(key, numbers.merge(key, 1L, Long::sum), LedgerSource.timestamp(position)));
            }
        }
        return all;
    }
}
