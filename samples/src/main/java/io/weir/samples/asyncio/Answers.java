package io.weir.samples.asyncio;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;

/**
 * All answers with the same name.
 *
 * @param took milliseconds of waiting, as if one had been asked after the other
 * @param from when the first was asked
 * @param to when the last was answered
 */
public record Answers(String name, int answers, long took, long from, long to) implements SumRow<Answers> {
    static final Columns COLUMNS =
            Columns.of("%-6s %8d %22d %14d", "name", "answers", "one after another ms", "side by side ms");

    static Answers of(Answer answer) {
        return new Answers(answer.name(), 1, answer.took(), answer.asked(), answer.answered());
    }

    @Override
    public Answers with(Answers later) {
        return new Answers(
                name, answers + later.answers, took + later.took, Math.min(from, later.from), Math.max(to, later.to));
    }

    @Override
    public Answers inAll() {
        return new Answers(ALL, answers, took, from, to);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, answers, took, to - from);
    }
}
