package io.weir.runtime.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of a conversation over a line that may lose, repeat and reorder: what one side says, the other hears once and in order.
 * Every letter has a number and tells how many of the other side's were heard; what is not acknowledged in time is said again, oldest
 * first. A letter that comes before its predecessor is dropped, it will be said again.
 *
 * <p>Each side must have a conversation of its own with the same identity; letters of another one must be kept away. Pure: time comes
 * in, in milliseconds. Confined to its owner's thread.
 *
 * @param <OutT> what this side says
 * @param <InT> what the other side says
 */
public final class Conversation<OutT, InT> {
    /** Said again at one time; the rest follows as these are acknowledged. */
    static final int MOST_AT_ONCE = 256;

    /** A side that never answers is not spoken to for ever. */
    static final int MOST_UNHEARD = 1_000_000;

    /** After so many letters the acknowledgement does not wait. */
    private static final int ACKNOWLEDGE_AFTER = MOST_AT_ONCE / 4;

    /** Acknowledgements that no other letter carries wait this part of the repeat interval. */
    private static final int ACKNOWLEDGE_PART = 4;

    /**
     * What goes over the line.
     *
     * @param number counted from 1; 0 for an acknowledgement only
     * @param heard letters of the other side that were heard: all up to this number
     * @param content null in an acknowledgement
     */
    public record Letter<T>(
            long number, long heard, @Nullable T content) {}

    private record Unheard<T>(long number, T content) {}

    private final long repeatMillis;
    private final Deque<Unheard<OutT>> unheard = new ArrayDeque<>();
    private long said;
    private long heard;
    private long acknowledged;
    private long saidAgain; // in the repetition under way: up to this number
    private long sayAgainUpTo; // what was said before it began
    private long progressAt;
    private long repeatAt = Long.MAX_VALUE;
    private long acknowledgeAt = Long.MAX_VALUE;

    /** {@code repeatMillis}: after which what was not acknowledged is said again; positive. */
    public Conversation(long repeatMillis) {
        if (repeatMillis <= 0) {
            throw new IllegalArgumentException(
                    "repeat after " + repeatMillis + " ms: must be positive, or everything would be said all the time");
        }
        this.repeatMillis = repeatMillis;
    }

    /**
     * Says something; the letter is to be sent at once.
     *
     * @throws IllegalStateException if {@value #MOST_UNHEARD} letters were not acknowledged
     */
    public Letter<OutT> say(OutT content, long now) {
        if (unheard.size() >= MOST_UNHEARD) {
            throw new IllegalStateException(
                    MOST_UNHEARD + " letters were not acknowledged; the other side does not listen");
        }
        if (unheard.isEmpty()) {
            progressAt = now;
            repeatAt = now + repeatMillis;
        }
        said++;
        unheard.addLast(new Unheard<>(said, content));
        return letter(said, content);
    }

    private Letter<OutT> letter(long number, @Nullable OutT content) {
        acknowledged = heard;
        acknowledgeAt = Long.MAX_VALUE;
        return new Letter<>(number, heard, content);
    }

    /** Takes a letter in, and returns what is to be acted on: null if it is an acknowledgement, a repetition, too early, or forged. */
    public @Nullable InT hear(Letter<? extends InT> letter, long now) {
        if (letter.heard > said) {
            return null; // of nobody who heard us: acting on it would lose what was said and not heard
        }
        boolean progress = false;
        while (!unheard.isEmpty() && unheard.getFirst().number <= letter.heard) {
            unheard.removeFirst();
            progress = true;
        }
        if (progress) {
            progressAt = now;
            repeatAt = unheard.isEmpty() ? Long.MAX_VALUE : isRepeating() ? now : now + repeatMillis;
        }
        if (letter.content == null) {
            return null;
        }
        InT next = null;
        if (letter.number == heard + 1) {
            heard++;
            next = letter.content;
        }
        long wait = heard - acknowledged >= ACKNOWLEDGE_AFTER ? 0 : Math.max(1, repeatMillis / ACKNOWLEDGE_PART);
        acknowledgeAt = Math.min(acknowledgeAt, now + wait);
        return next;
    }

    private boolean isRepeating() {
        return saidAgain < sayAgainUpTo;
    }

    /** What is to be sent now; to be called at {@link #wakeAt}, or later. */
    public List<Letter<OutT>> onTime(long now) {
        List<Letter<OutT>> letters = new ArrayList<>();
        if (now >= repeatAt) {
            sayAgain(letters, now);
        }
        if (letters.isEmpty() && now >= acknowledgeAt) {
            letters.add(letter(0, null));
        }
        return letters;
    }

    /** Goes on with the repetition under way when there was progress, or else begins a new one. */
    private void sayAgain(List<Letter<OutT>> letters, long now) {
        if (!isRepeating() || now - progressAt >= repeatMillis) {
            saidAgain = 0;
            sayAgainUpTo = said;
        }
        repeatAt = now + repeatMillis;
        long first = unheard.getFirst().number;
        for (Unheard<OutT> each : unheard) {
            if (each.number > sayAgainUpTo || each.number - first >= MOST_AT_ONCE) {
                return;
            }
            if (each.number > saidAgain) {
                letters.add(letter(each.number, each.content));
                saidAgain = each.number;
            }
        }
    }

    /** When {@link #onTime} wants to be called; {@link Long#MAX_VALUE}: never. */
    public long wakeAt() {
        return Math.min(repeatAt, acknowledgeAt);
    }

    /** For how long the other side has acknowledged nothing of what it should; 0 if it owes nothing. */
    public long silentMillis(long now) {
        return unheard.isEmpty() ? 0 : Math.max(0, now - progressAt);
    }
}
