package io.weir.state.format;

import java.util.zip.CRC32C;

/** CRC-32C of parts of arrays. */
final class Checksums {
    private Checksums() {}

    static int of(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
