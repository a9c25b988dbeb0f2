package io.weir.api.connector.builtin;

import io.weir.api.connector.SourceReaderContext;
import io.weir.api.function.Function;

/** Makes a record from its index. The same index must give the same record, or a restart changes the data. */
@FunctionalInterface
public interface GeneratorFunction<T, O> extends Function {
    /** Called once on each reader before the first record. */
    default void open(SourceReaderContext readerContext) throws Exception {}

    default void close() throws Exception {}

    O map(T value) throws Exception;
}
