package io.weir.samples.shared;

import java.util.List;
import java.util.function.Consumer;

/**
 * Lines that stay, and below them on a terminal a few lines that are drawn over. Not safe for threads.
 *
 * <p>The area must be shorter than the screen, and its lines narrower.
 */
public final class LiveArea {
    private final Consumer<String> out;
    private final boolean terminal;
    private int drawnLines;

    /** @param out takes text with its line ends, at once: lines of others do not come between */
    public LiveArea(Consumer<String> out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Elsewhere than on a terminal all lines stay. */
    public void print(List<String> staying, List<String> area) {
        StringBuilder text = new StringBuilder();
        if (drawnLines > 0) {
            text.append("\u001b[").append(drawnLines).append("A\u001b[J"); // up, and clear what is below
        }
        staying.forEach(line -> text.append(line).append(System.lineSeparator()));
        area.forEach(line -> text.append(line).append(System.lineSeparator()));
        out.accept(text.toString());
        drawnLines = terminal ? area.size() : 0;
    }
}
