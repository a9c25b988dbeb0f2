package io.weir.samples.shared;

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
    private @Nullable DataStream<String> lasting;
    private @Nullable DataStream<Shown> shown;

    public Results(ParameterTool parameters) {
        output = parameters.get("output");
    }

    /** What happened: each record is a line that stays. */
    public Results news(Columns columns, DataStream<?> news) {
        newsHeader = columns.header();
        return news(news);
    }

    /** As {@link #news(Columns, DataStream)}, without a header. */
    public Results news(DataStream<?> news) {
        keep(news.map(Object::toString));
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
        show(soFar.map(Shown::row));
        return table(columns, last);
    }

    /** As above, for rows that come at the end only. */
    public <R extends TableRow> Results table(Columns columns, DataStream<R> last) {
        tableHeader = columns.header();
        keep(last.map(Object::toString));
        show(last.map(Shown::row));
        return this;
    }

    /** Adds the sink; the last call. */
    public void show() {
        DataStream<String> lines = lasting;
        DataStream<Shown> both = shown;
        if (lines == null || both == null) {
            throw new IllegalStateException(
                    "There is nothing to show. Neither news() nor table() was called; call one first.");
        }
        if (output == null) {
            both.sinkTo(new ConsoleTable(newsHeader, tableHeader))
                    .setParallelism(1)
                    .name("console")
                    .uid("console");
        } else {
            lines.sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<String>())
                            .build())
                    .name("files")
                    .uid("files");
        }
    }

    private void keep(DataStream<String> lines) {
        DataStream<String> before = lasting;
        lasting = before == null ? lines : before.union(lines);
    }

    private void show(DataStream<Shown> more) {
        DataStream<Shown> before = shown;
        shown = before == null ? more : before.union(more);
    }
}
