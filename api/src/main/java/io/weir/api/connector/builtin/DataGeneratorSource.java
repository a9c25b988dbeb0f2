package io.weir.api.connector.builtin;

import io.weir.api.argument.Argument;
import io.weir.api.connector.Boundedness;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.api.connector.UntimedSource;
import io.weir.api.graph.JobGraphs;
import io.weir.api.graph.operator.FunctionTypes;
import io.weir.api.serde.TypeInformation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes record i of {@code count} from i. Reader r of P makes the records r, r + P, r + 2P and so on, in order. Positions are in the
 * checkpoint, so that each record is made once.
 */
public class DataGeneratorSource<OUT> implements Source<OUT, IndexSplit, List<IndexSplit>>, UntimedSource {
    private final GeneratorFunction<Long, OUT> generator;
    private final long count;
    private final RateLimiterStrategy rate;

    /** As fast as it goes. */
    public DataGeneratorSource(GeneratorFunction<Long, OUT> generator, long count) {
        this(generator, count, RateLimiterStrategy.noOp());
    }

    /**
     * With a rate.
     *
     * @param count 0 or more; {@link Long#MAX_VALUE} for practically without end
     */
    public DataGeneratorSource(GeneratorFunction<Long, OUT> generator, long count, RateLimiterStrategy rate) {
        Argument.given(generator, "generator");
        Argument.given(rate, "rate");
        if (count < 0) {
            throw new IllegalArgumentException(
                    "[API-124] A source cannot make " + count + " records. The count is negative. Give 0 or more.");
        }
        this.generator = generator;
        this.count = count;
        this.rate = rate;
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public DataGeneratorSource(
            GeneratorFunction<Long, OUT> generator, long count, @Nullable TypeInformation<OUT> typeInfo) {
        this(generator, count);
    }

    /** The type is accepted where Flink programs have it; it is not needed. */
    public DataGeneratorSource(
            GeneratorFunction<Long, OUT> generator,
            long count,
            RateLimiterStrategy rate,
            @Nullable TypeInformation<OUT> typeInfo) {
        this(generator, count, rate);
    }

    /** The class of the records, as far as it is known before the job runs; null if it is not. */
    public @Nullable Class<?> getProducedClass() {
        return generator instanceof Elements<?> elements
                ? elements.producedClass()
                : FunctionTypes.result(generator, GeneratorFunction.class, 1);
    }

    public long getCount() {
        return count;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<OUT, IndexSplit> createReader(SourceReaderContext context) {
        return new IndexedReader<>(JobGraphs.copyOf(generator, context.getUserCodeClassLoader()), rate, context);
    }

    @Override
    public SplitEnumerator<IndexSplit, List<IndexSplit>> createEnumerator(SplitEnumeratorContext<IndexSplit> context) {
        return IndexEnumerator.create(context, count);
    }

    @Override
    public SplitEnumerator<IndexSplit, List<IndexSplit>> restoreEnumerator(
            SplitEnumeratorContext<IndexSplit> context, List<IndexSplit> checkpoint) {
        return IndexEnumerator.restore(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<IndexSplit> getSplitSerializer() {
        return new IndexSplitsSerializer.OfOne();
    }

    @Override
    public SimpleVersionedSerializer<List<IndexSplit>> getEnumeratorCheckpointSerializer() {
        return new IndexSplitsSerializer();
    }
}
