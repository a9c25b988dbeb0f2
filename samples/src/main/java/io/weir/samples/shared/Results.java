package io.weir.samples.shared;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.SimpleStringEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a sample finds: news as they come, and a table with a row for each key.
 *
 * <pre>
 * --output DIRECTORY   write news and the last rows there, each exactly once, instead of showing them
 * </pre>
 *
 * <p>On a terminal the table changes in place while the job runs. Elsewhere, as in a pipe or on the nodes of a cluster, it is printed at the
 * end. Lines are what {@code toString} of the records makes.
 */
public final class Results {
    private final @Nullable String output;
    private String newsHeader = "";
    private String tableHeader = "";
    private int most = Integer.MAX_VALUE;
    private @Nullable DataStream<Shown> shown;

    public Results(ParameterTool parameters) {
        output = parameters.get("output");
    }

    /** What happened: each record is a line that stays. */
    public Results news(Columns columns, DataStream<?> news) {
        newsHeader = columns.header();
        show(news.map(Shown::news));
        return this;
    }

    /**
     * How things stand.
     *
     * @param soFar rows while the job runs, one after each change
     * @param last the row of each key at the end of the input: after a failure it does not depend on what was shown before
     */
    public <R extends TableRow> Results table(Columns columns, DataStream<R> soFar, DataStream<R> last) {
        tableHeader = columns.header();
        if (output == null) {
            show(soFar.map(Shown::row));
        }
        show(last.map(Shown::row));
        return this;
    }

    /** How things stand, of rows that replace each other: the last one of each name is what stays. */
    public <R extends TableRow> Results latest(Columns columns, DataStream<R> rows) {
        tableHeader = columns.header();
        DataStream<Shown> soFar = rows.map(Shown::row);
        if (output == null) {
            show(soFar);
        }
        show(soFar.keyBy(Shown::row).process(new LastRow()).name("last-rows").uid("last-rows"));
        return this;
    }

    /** How things stand, of rows that add up: one row for each name, and one for all of them. */
    public <R extends SumRow<R>> Results sums(Columns columns, DataStream<R> parts) {
        return latest(
                columns,
                parts.flatMap((R part, Collector<R> out) -> {
                            out.collect(part);
                            out.collect(part.inAll());
                        })
                        .keyBy(TableRow::name)
                        .reduce(SumRow::with)
                        .name("sums")
                        .uid("sums"));
    }

    /** Shows the rows of the highest ranks only, so that the table fits the screen. Files get all of them. */
    public Results most(int rows) {
        most = rows;
        return this;
    }

    /** Adds the sink; the last call. */
    public void show() {
        DataStream<Shown> all = shown;
        if (all == null) {
            throw new IllegalStateException(
                    "There is nothing to show. Neither news() nor table() was called; call one first.");
        }
        if (output == null) {
            all.sinkTo(new ConsoleTable(newsHeader, tableHeader, most))
                    .setParallelism(1)
                    .name("console")
                    .uid("console");
        } else {
            all.map(Shown::text)
                    .sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<String>())
                            .build())
                    .name("files")
                    .uid("files");
        }
    }

    private void show(DataStream<Shown> more) {
        DataStream<Shown> before = shown;
        shown = before == null ? more : before.union(more);
    }
}
