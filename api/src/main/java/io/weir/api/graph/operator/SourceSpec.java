package io.weir.api.graph.operator;

import io.weir.api.connector.Source;
import io.weir.api.connector.builtin.DataGeneratorSource;
import io.weir.api.time.WatermarkStrategy;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source.
 *
 * @param strategy null if records and watermarks of the source are taken as they come
 */
public record SourceSpec(Source<?, ?, ?> source, @Nullable WatermarkStrategy<?> strategy) implements OperatorSpec {
    @Override
    public Serializable userObject() {
        return strategy == null ? source : this;
    }

    @Override
    public boolean isSource() {
        return true;
    }

    @Override
    public boolean hasStateOfItsOwn() {
        return true;
    }

    @Override
    public boolean makesNewRecords() {
        return source.makesNewRecords();
    }

    @Override
    public @Nullable Class<?> writes(@Nullable Class<?> reads) {
        return source instanceof DataGeneratorSource<?> made
                ? made.getProducedClass()
                : FunctionTypes.argument(source, Source.class, 0);
    }

    @Override
    public <R> R accept(Kinds<R> kinds) {
        return kinds.source(this);
    }
}
