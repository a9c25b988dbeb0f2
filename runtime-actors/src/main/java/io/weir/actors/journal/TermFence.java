package io.weir.actors.journal;

import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.EventSeq;

/** Which writes a journal admits. The term of the writer travels as the manifest of its event adapter, and stays in the journal with the event. */
public final class TermFence {
    private static final String PREFIX = "term ";

    private TermFence() {}

    /**
     * Whether a leader of {@code writer} may write while {@code held} is the newest term that was taken.
     *
     * @param writer as {@link #termOf} reads it
     */
    public static boolean admits(long held, long writer) {
        return held == writer;
    }

    /** The term in the manifest of an event's adapter; 0, which is no term, if there is none. */
    public static long termOf(String manifest) {
        if (!manifest.startsWith(PREFIX)) {
            return 0;
        }
        try {
            return Long.parseLong(manifest.substring(PREFIX.length()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Puts the term of the writer on each event. */
    public static <E> EventAdapter<E, E> adapter(long term) {
        return new EventAdapter<>() {
            @Override
            public E toJournal(E event) {
                return event;
            }

            @Override
            public String manifest(E event) {
                return PREFIX + term;
            }

            @Override
            public EventSeq<E> fromJournal(E event, String manifest) {
                return EventSeq.single(event);
            }
        };
    }

    /** The sentence for a write that is not admitted. */
    static String refusal(long held, long writer) {
        return "[NET-661] A write to the journal was refused. Its leader has term " + writer + ", and term " + held
                + " leads. A leader that was paused or cut off for long finds this when it comes back. Nothing is to be done.";
    }
}
