package io.weir.samples.shared;

import io.weir.api.connector.SinkWriter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Prints news as they come, and below them a table. On a terminal the table stands under the news and changes in place, at most ten times a
 * second; elsewhere it is printed once, at the end of the input.
 */
final class Board implements SinkWriter<Shown> {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final Comparator<Shown> ORDER =
            Comparator.comparingLong(Shown::rank).reversed().thenComparing(Shown::row);

    private final PrintStream out;
    private final LiveArea area;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final String newsHeader;
    private final String tableHeader;
    private final int most;
    private final Map<String, Shown> rows = new HashMap<>();
    private boolean hadNews;
    private boolean changed;
    private long drawnAt;

    /** @param most so many rows are shown, and how many others there are */
    Board(PrintStream out, boolean terminal, LongSupplier nanos, String newsHeader, String tableHeader, int most) {
        this.out = out;
        this.area = new LiveArea(out::print, terminal);
        this.terminal = terminal;
        this.nanos = nanos;
        this.newsHeader = newsHeader;
        this.tableHeader = tableHeader;
        this.most = most;
        drawnAt = nanos.getAsLong() - REDRAW_NANOS;
    }

    @Override
    public void write(Shown shown, Context context) {
        if (shown.isNews()) {
            List<String> lines = new ArrayList<>();
            if (!hadNews && !newsHeader.isEmpty()) {
                lines.add(newsHeader);
            }
            hadNews = true;
            lines.add(shown.text());
            print(lines, terminal ? table() : List.of());
        } else {
            rows.put(shown.row(), shown);
            changed = true;
            if (terminal && nanos.getAsLong() - drawnAt >= REDRAW_NANOS) {
                print(List.of(), table());
            }
        }
    }

    @Override
    public void flush(boolean endOfInput) {
        if (changed && (endOfInput || terminal)) {
            changed = false;
            print(List.of(), table());
        }
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>();
        if (!rows.isEmpty()) {
            if (hadNews) {
                lines.add("");
            }
            lines.add(tableHeader);
            List<Shown> sorted = rows.values().stream()
                    .filter(row -> !row.isSum())
                    .sorted(ORDER)
                    .toList();
            sorted.stream().limit(most).forEach(row -> lines.add(row.text()));
            if (sorted.size() > most) {
                lines.add("... and " + (sorted.size() - most) + " more");
            }
            rows.values().stream().filter(Shown::isSum).forEach(row -> lines.add(row.text()));
        }
        return lines;
    }

    private void print(List<String> staying, List<String> table) {
        area.print(staying, table);
        if (terminal) {
            out.flush();
            drawnAt = nanos.getAsLong();
        }
    }
}
