package io.weir.state.format;

import io.weir.state.timer.TimerDomain;

/**
 * A piece of a snapshot that can be read alone.
 *
 * @param content what its entries are
 * @param timers the name of the timers, empty for rows
 * @param keyGroup all entries are of this one
 * @param entries how many; at least 1
 * @param file the index in the handle's files, or {@link #INLINE}
 * @param offset in the file or in the inline part, bytes
 * @param length bytes
 * @param checksum CRC-32C
 */
record Block(
        Content content, String timers, int keyGroup, int entries, int file, long offset, int length, int checksum) {
    /** In the description itself. */
    static final int INLINE = -1;

    /** What a block's entries are. */
    enum Content {
        ROWS(0),
        EVENT_TIME_TIMERS(1),
        PROCESSING_TIME_TIMERS(2);

        /** What stands for it in snapshots; never changed. */
        final int code;

        Content(int code) {
            this.code = code;
        }

        static Content of(TimerDomain domain) {
            return switch (domain) {
                case EVENT_TIME -> EVENT_TIME_TIMERS;
                case PROCESSING_TIME -> PROCESSING_TIME_TIMERS;
            };
        }

        /** @throws IllegalArgumentException if none has that code */
        static Content of(int code) {
            for (Content content : values()) {
                if (content.code == code) {
                    return content;
                }
            }
            throw new IllegalArgumentException(code + " is no content of a block");
        }
    }
}
