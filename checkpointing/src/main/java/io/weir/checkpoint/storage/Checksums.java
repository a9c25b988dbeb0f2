package io.weir.checkpoint.storage;

import java.util.zip.CRC32C;

/** CRC-32C: computed by the processor, several gigabytes a second. */
final class Checksums {
    private Checksums() {}

    static long crc32c(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
