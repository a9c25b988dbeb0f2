package io.weir.runtime.cluster;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of one message together, in whatever order they come and however often. The first part of a newer message drops what
 * has come of the one before. Holds at most the bytes it was made for. Pure. Confined to its owner's thread.
 */
public final class PartAssembly {
    /** All parts have come: an encoded message, and what it is. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Whole(String type, byte[] bytes) {}

    /** A number that is further below was not overtaken: the one above it was forged, and must not shut out what comes. */
    private static final long MOST_BEHIND = 1_000;

    private final long mostBytes;
    private long message = -1;
    private String type = "";
    private final SortedMap<Integer, byte[]> parts = new TreeMap<>();
    private int count;
    private long bytes;

    /** {@code mostBytes}: of a whole message; positive. */
    public PartAssembly(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Takes a part in.
     *
     * @return the message if this was the last part that was missing; null while others are, and for a part of an older message
     * @throws IllegalArgumentException with half a sentence, if the part does not fit to the others, or all of them are too large;
     *     the message is given up
     */
    public @Nullable Whole add(Part part) {
        if (part.message() < message && message - part.message() < MOST_BEHIND) {
            return null;
        }
        if (part.message() != message) {
            begin(part);
        } else if (count == 0) {
            return null; // a repetition of what was put together, or given up
        }
        if (part.count() != count || !part.type().equals(type)) {
            throw givenUp("its parts do not belong together");
        }
        if (parts.putIfAbsent(part.index(), part.bytes()) == null) {
            bytes += part.bytes().length;
            if (bytes > mostBytes) {
                throw givenUp("it has more than " + mostBytes + " bytes");
            }
        }
        return parts.size() == count ? whole() : null;
    }

    /** Bytes that are held. */
    public long heldBytes() {
        return bytes;
    }

    private void begin(Part part) {
        message = part.message();
        type = part.type();
        parts.clear();
        count = part.count();
        bytes = 0;
    }

    private Whole whole() {
        byte[] all = new byte[(int) bytes];
        int at = 0;
        for (byte[] part : parts.values()) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        String of = type;
        forget();
        return new Whole(of, all);
    }

    private IllegalArgumentException givenUp(String why) {
        forget();
        return new IllegalArgumentException(why);
    }

    private void forget() {
        parts.clear();
        count = 0;
        bytes = 0;
        type = "";
    }
}
