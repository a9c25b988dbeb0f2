package io.weir.samples.shared;

import io.weir.api.connector.SinkWriter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Prints news as they come, and below them a table. On a terminal the table stands under the news and changes in place, at most ten times a
 * second; elsewhere it is printed once, at the end of the input.
 */
final class Board implements SinkWriter<Shown> {
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final String newsHeader;
    private final String tableHeader;
    private final Map<String, String> rows = new TreeMap<>();
    private boolean hadNews;
    private boolean changed;
    private long drawnAt;
    private int drawnLines;

    Board(PrintStream out, boolean terminal, LongSupplier nanos, String newsHeader, String tableHeader) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.newsHeader = newsHeader;
        this.tableHeader = tableHeader;
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
            rows.put(shown.row(), shown.text());
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
            lines.addAll(rows.values());
        }
        return lines;
    }

    /** In one call, so that lines of others do not come between. */
    private void print(List<String> staying, List<String> table) {
        StringBuilder text = new StringBuilder();
        if (drawnLines > 0) {
            text.append("\u001b[").append(drawnLines).append("A\u001b[J"); // up, and clear what is below
        }
        staying.forEach(line -> text.append(line).append(System.lineSeparator()));
        table.forEach(line -> text.append(line).append(System.lineSeparator()));
        out.print(text);
        if (terminal) {
            out.flush();
            drawnLines = table.size();
            drawnAt = nanos.getAsLong();
        }
    }
}
