package io.weir.api.connector;

import java.io.Serializable;

/** A source: an enumerator gives splits to readers. The object is the recipe and travels; readers and enumerator are made from it. */
public interface Source<T, SplitT extends SourceSplit, EnumChkT> extends Serializable {
    Boundedness getBoundedness();

    SourceReader<T, SplitT> createReader(SourceReaderContext readerContext) throws Exception;

    SplitEnumerator<SplitT, EnumChkT> createEnumerator(SplitEnumeratorContext<SplitT> enumContext) throws Exception;

    SplitEnumerator<SplitT, EnumChkT> restoreEnumerator(SplitEnumeratorContext<SplitT> enumContext, EnumChkT checkpoint)
            throws Exception;

    SimpleVersionedSerializer<SplitT> getSplitSerializer();

    SimpleVersionedSerializer<EnumChkT> getEnumeratorCheckpointSerializer();

    /**
     * Whether each record that a reader emits is an object of its own, which the source neither keeps nor changes afterwards. Records that can
     * change are then given to the first operator as they are; otherwise, which is the default, they are copied. Of no importance for strings,
     * numbers and other immutable records.
     */
    default boolean makesNewRecords() {
        return false;
    }
}
