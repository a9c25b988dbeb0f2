package io.weir.benchmarks.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceEvent;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.time.ProcessingClock;
import io.weir.benchmarks.kit.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorReaderTest {
    private static final int RECORDS = 4000;

    private final List<Long> emitted = new ArrayList<>();
    private int splitRequests;

    @TempDir
    private Path dir;

    @Test
    void instanceSOfPMakesSThenSPlusP() throws Exception {
        read(started(new GeneratorSplit(1, 0, 0)));

        assertThat(emitted)
                .containsExactlyElementsOf(LongStream.range(0, RECORDS / 2)
                        .map(n -> 1 + 2 * n)
                        .boxed()
                        .toList());
    }

    @Test
    void aReaderGoesOnWhereTheSnapshotWasTaken() throws Exception {
        SourceReader<Long, GeneratorSplit> first = started(new GeneratorSplit(0, 0, 0));
        first.pollNext(output());
        GeneratorSplit.Serializer serializer = new GeneratorSplit.Serializer();
        byte[] saved = serializer.serialize(first.snapshotState(1).get(0));

        read(started(serializer.deserialize(serializer.getVersion(), saved)));

        assertThat(emitted)
                .containsExactlyElementsOf(
                        LongStream.range(0, RECORDS / 2).map(n -> 2 * n).boxed().toList());
    }

    @Test
    void aReaderWithoutARestoredSplitAsksForOne() {
        reader().start();

        assertThat(splitRequests).isEqualTo(1);
    }

    private SourceReader<Long, GeneratorSplit> started(GeneratorSplit split) {
        SourceReader<Long, GeneratorSplit> reader = reader();
        reader.addSplits(List.of(split));
        reader.start();
        return reader;
    }

    private SourceReader<Long, GeneratorSplit> reader() {
        Options o = new Options("--records", Integer.toString(RECORDS), "--parallelism", "2", "--dir", dir.toString());
        return new GeneratorSource<Long>((i, due) -> i, o).createReader(new Context());
    }

    private void read(SourceReader<Long, GeneratorSplit> reader) throws Exception {
        while (reader.pollNext(output()) == InputStatus.MORE_AVAILABLE) {
            assertThat(emitted).hasSizeLessThan(RECORDS);
        }
    }

    private ReaderOutput<Long> output() {
        return new ReaderOutput<>() {
            @Override
            public void collect(Long record) {
                emitted.add(record);
            }

            @Override
            public void collect(Long record, long timestamp) {
                emitted.add(record);
            }

            @Override
            public void emitWatermark(long timestamp) {}

            @Override
            public void markIdle() {}

            @Override
            public void markActive() {}
        };
    }

    private final class Context implements SourceReaderContext {
        @Override
        public int getIndexOfSubtask() {
            return 0;
        }

        @Override
        public int currentParallelism() {
            return 2;
        }

        @Override
        public void sendSplitRequest() {
            splitRequests++;
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
            throw new AssertionError("sends no events");
        }

        @Override
        public ClassLoader getUserCodeClassLoader() {
            return GeneratorReaderTest.class.getClassLoader();
        }

        @Override
        public ProcessingClock clock() {
            throw new AssertionError("has no rate");
        }
    }
}
