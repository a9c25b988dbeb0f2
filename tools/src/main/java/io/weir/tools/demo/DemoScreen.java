package io.weir.tools.demo;

import io.weir.samples.shared.LiveArea;
import java.util.List;
import java.util.function.Consumer;

/**
 * What somebody sees of a demo: news, which stay, and how far it is. On a terminal that is an area below the news which changes in place;
 * elsewhere it is a line now and then. Safe for threads.
 */
public final class DemoScreen {
    private final LiveArea lines;
    private final boolean terminal;
    private final int width;
    private List<String> area = List.of();

    /**
     * A screen.
     *
     * @param out takes text with its line ends
     * @param width of the terminal, in characters
     */
    public DemoScreen(Consumer<String> out, boolean terminal, int width) {
        this.lines = new LiveArea(out, terminal);
        this.terminal = terminal;
        this.width = width;
    }

    boolean isTerminal() {
        return terminal;
    }

    synchronized void say(String news) {
        lines.print(List.of(news), area);
    }

    /** What it waits for; on a terminal only. */
    synchronized void waiting(String what) {
        if (terminal) {
            area = List.of(what);
            lines.print(List.of(), area);
        }
    }

    /** How far it is. */
    synchronized void show(Progress progress) {
        if (terminal) {
            area = progress.area().stream()
                    .map(line -> line.length() < width ? line : line.substring(0, width - 1))
                    .toList();
            lines.print(List.of(), area);
        } else {
            lines.print(List.of(progress.line()), List.of());
        }
    }

    /** Takes the area away; news stay. */
    synchronized void clear() {
        area = List.of();
        lines.print(List.of(), area);
    }
}
