package io.weir.launch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text that fits a width, and a screen that is drawn over. Widths are in characters. */
public final class Terminal {
    static final int LEAST_WIDTH = 40;
    /** Where nothing tells the width: a pipe, a file. */
    static final int DEFAULT_WIDTH = 120;

    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private Terminal() {}

    /** Whether standard output is a terminal on which lines can be drawn over. */
    public static boolean isThere() {
        return io.weir.samples.shared.Terminal.isThere();
    }

    /** Of {@code COLUMNS}, which the launcher sets on a terminal; the default if that is no sensible number. */
    public static int width(@Nullable String columns) {
        if (columns == null || !columns.matches("\\d{1,4}") || Integer.parseInt(columns) == 0) {
            return DEFAULT_WIDTH;
        }
        return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
    }

    /** Draws a text over what was drawn before: nothing flickers, nothing of the old stays. */
    static String redraw(String text) {
        return HOME + text.stripTrailing().replace("\n", CLEAR_LINE + "\n") + CLEAR_LINE + "\n" + CLEAR_BELOW;
    }

    /** At most {@code width} characters, with an ellipsis for what is left out. */
    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    /** Lines of at most {@code width} characters, broken between words where that is possible; all but the first are indented. */
    static String wrap(String text, int width, int indent) {
        StringBuilder out = new StringBuilder();
        for (String rest : text.split("\n", -1)) {
            out.append(out.isEmpty() ? "" : "\n");
            int room = width;
            while (rest.length() > room) {
                int at = rest.lastIndexOf(' ', room);
                int end = at > indent ? at : room;
                out.append(rest, 0, end).append('\n').append(" ".repeat(indent));
                rest = rest.substring(end).stripLeading();
                room = width - indent;
            }
            out.append(rest);
        }
        return out.toString();
    }

    /** A table of a first column and of others; what does not fit beside the others follows below, behind the first column again. */
    static String table(List<List<String>> rows, int width) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int most = 0;
            for (List<String> row : rows) {
                most = Math.max(most, row.get(column).length());
            }
            widths.add(most);
        }
        StringBuilder text = new StringBuilder();
        int next = 1;
        while (next < widths.size()) {
            int from = next;
            int taken = widths.get(0);
            while (next < widths.size() && (next == from || taken + 2 + widths.get(next) <= width)) {
                taken += 2 + widths.get(next++);
            }
            List<List<String>> block = new ArrayList<>();
            for (List<String> row : rows) {
                List<String> cells = new ArrayList<>(List.of(row.get(0)));
                cells.addAll(row.subList(from, next));
                block.add(cells);
            }
            text.append(Report.table(block));
        }
        return text.toString();
    }
}
