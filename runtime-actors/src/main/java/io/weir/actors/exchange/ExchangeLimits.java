package io.weir.actors.exchange;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/** What one message of the data plane may weigh. */
public final class ExchangeLimits {
    /** Epoch, channel, sequence number and lengths around the records, and Artery's own header with two actor paths. */
    public static final int HEADER_BYTES = 4096;

    private static final String KEY = "weir.exchange.max-element-bytes";
    private static final String FRAME = "pekko.remote.artery.advanced.maximum-large-frame-size";

    private ExchangeLimits() {}

    /** {@value #KEY}; refuses a value that Artery would drop without a word. */
    public static int maxElementBytes(Config config) {
        long bytes = config.getBytes(KEY);
        if (bytes < 1024 || bytes > Integer.MAX_VALUE - HEADER_BYTES) {
            throw new ConfigException.BadValue(
                    KEY,
                    "[CFG-203] " + KEY + " is " + bytes
                            + " bytes. It must be at least 1 KiB and below 2 GiB. Correct it in the node's configuration.");
        }
        if (config.hasPath(FRAME) && config.getBytes(FRAME) < bytes + HEADER_BYTES) {
            throw new ConfigException.BadValue(
                    KEY,
                    "[CFG-203] " + KEY + " is " + bytes + " bytes and " + FRAME + " is "
                            + config.getBytes(FRAME) + ". A frame must hold an element and " + HEADER_BYTES
                            + " bytes of header, or it is dropped. Raise " + FRAME + ".");
        }
        return (int) bytes;
    }
}
