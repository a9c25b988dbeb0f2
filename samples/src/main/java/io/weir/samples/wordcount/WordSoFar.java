package io.weir.samples.wordcount;

import io.weir.api.tuple.Tuple2;
import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;
import io.weir.samples.shared.TableRow;

/**
 * How often a word came.
 *
 * @param different how many words the row is about
 */
public record WordSoFar(String name, long times, int different) implements TableRow {
    static final Columns COLUMNS = Columns.of("%-24s %8d", "word", "times");

    static WordSoFar of(Tuple2<String, Integer> wordAndCount) {
        return new WordSoFar(wordAndCount.f0, wordAndCount.f1, 1);
    }

    /** One word more of all; a different one if it had not come before. */
    static WordSoFar inAll(Tuple2<String, Integer> wordAndCount) {
        return new WordSoFar(SumRow.ALL, 1, wordAndCount.f1 == 1 ? 1 : 0);
    }

    WordSoFar with(WordSoFar other) {
        return new WordSoFar(name, times + other.times, different + other.different);
    }

    @Override
    public long rank() {
        return times;
    }

    @Override
    public String toString() {
        return COLUMNS.line(different == 1 ? name : name + ", " + different + " different", times);
    }
}
