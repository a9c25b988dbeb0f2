package io.weir.runtime.element;

/**
 * Records on their way between two JVMs, as the sender encoded them; the receiving subtask decodes them with its own class
 * loader. Never changed after construction.
 *
 * @param bytes only the first {@code length} count
 * @param records how many are in it, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedBatch(byte[] bytes, int length, int records) implements StreamElement {
    @Override
    public boolean costsCredit() {
        return true;
    }
}
