package io.weir.benchmarks.e2e;

import io.weir.api.connector.Boundedness;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import java.util.List;
import java.util.stream.IntStream;

/** Record i is a pure function of i; instance s of P makes i = s, s+P, ... One split for each subtask, as the peers' sources have. */
final class GeneratorSource<T> implements Source<T, GeneratorSplit, List<GeneratorSplit>> {
    private final Generator<T> generator;
    private final int parallelism;
    private final long share;
    private final long rate;
    private final Probe probe;

    GeneratorSource(Generator<T> generator, Options o) {
        this.generator = generator;
        this.parallelism = o.parallelism();
        this.share = o.records() / parallelism;
        this.rate = o.rate() / parallelism;
        this.probe = o.probe();
    }

    @Override
    public boolean makesNewRecords() {
        return true;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<T, GeneratorSplit> createReader(SourceReaderContext context) {
        return new GeneratorReader<>(context, generator, parallelism, share, rate, probe);
    }

    @Override
    public SplitEnumerator<GeneratorSplit, List<GeneratorSplit>> createEnumerator(
            SplitEnumeratorContext<GeneratorSplit> context) {
        return restoreEnumerator(
                context,
                IntStream.range(0, parallelism)
                        .mapToObj(instance -> new GeneratorSplit(instance, 0, 0))
                        .toList());
    }

    @Override
    public SplitEnumerator<GeneratorSplit, List<GeneratorSplit>> restoreEnumerator(
            SplitEnumeratorContext<GeneratorSplit> context, List<GeneratorSplit> left) {
        return new GeneratorEnumerator(context, left);
    }

    @Override
    public SimpleVersionedSerializer<GeneratorSplit> getSplitSerializer() {
        return new GeneratorSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<List<GeneratorSplit>> getEnumeratorCheckpointSerializer() {
        return new GeneratorSplit.ListSerializer();
    }
}
