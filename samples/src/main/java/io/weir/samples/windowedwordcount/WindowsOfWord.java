package io.weir.samples.windowedwordcount;

import io.weir.api.tuple.Tuple2;
import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;

/**
 * All windows of a word.
 *
 * @param least how many of the word are in the smallest of them
 * @param most how many are in the largest
 */
public record WindowsOfWord(String name, int windows, int least, int most) implements SumRow<WindowsOfWord> {
    static final Columns COLUMNS =
            Columns.of("%-12s %8d %15d %15d", "word", "windows", "smallest holds", "largest holds");

    static WindowsOfWord of(Tuple2<String, Integer> wordAndCount) {
        return new WindowsOfWord(wordAndCount.f0, 1, wordAndCount.f1, wordAndCount.f1);
    }

    @Override
    public long rank() {
        return windows;
    }

    @Override
    public WindowsOfWord with(WindowsOfWord later) {
        return new WindowsOfWord(
                name, windows + later.windows, Math.min(least, later.least), Math.max(most, later.most));
    }

    @Override
    public WindowsOfWord inAll() {
        return new WindowsOfWord(ALL, windows, least, most);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, windows, least, most);
    }
}
