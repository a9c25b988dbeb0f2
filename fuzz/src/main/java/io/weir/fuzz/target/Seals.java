package io.weir.fuzz.target;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Checksums put right. */
final class Seals {
    private Seals() {}

    /** The last four bytes become the CRC-32C of all before them; shorter inputs stay as they are. */
    static byte[] crcAtEnd(byte[] input) {
        int content = input.length - Integer.BYTES;
        if (content < 0) {
            return input;
        }
        byte[] sealed = input.clone();
        ByteBuffer.wrap(sealed).putInt(content, crc(sealed, 0, content));
        return sealed;
    }

    static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
