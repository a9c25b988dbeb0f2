package io.weir.samples.shared;

import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.WriterInitContext;

/** Shows news and a table where this process prints. After a failure news of the last moments come twice, as with {@code print()}. */
record ConsoleTable(String newsHeader, String tableHeader, int most) implements Sink<Shown> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<Shown> createWriter(WriterInitContext context) {
        return new Board(System.out, Terminal.isThere(), System::nanoTime, newsHeader, tableHeader, most);
    }
}
