package io.weir.tools.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that takes all the space there is. */
final class FillingFile {
    private static final int KIB = 1024;
    private static final int BLOCK_BYTES = 1024 * KIB;

    private FillingFile() {}

    /**
     * Writes until nothing is left, then gives a little back, so that what others write is cut off in the middle.
     *
     * @param freeKib what is given back, at most
     */
    static void fill(Path file, int freeKib) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int block = BLOCK_BYTES; block >= KIB; block /= 2) {
                write(channel, block);
            }
            channel.truncate(Math.max(0, channel.size() - (long) freeKib * KIB));
        }
    }

    /** Until a write fails: that is what it is for. */
    private static void write(FileChannel channel, int bytes) {
        ByteBuffer block = ByteBuffer.allocate(bytes);
        try {
            while (true) {
                block.clear();
                while (block.hasRemaining()) {
                    int unused = channel.write(block);
                }
            }
        } catch (IOException full) {
            // no space left on the device
        }
    }
}
