package io.weir.actors.journal;

import java.io.IOException;

/** The journal belongs to another cluster; the message is {@code [CODE] what happened. Why. What to do.} */
public final class ForeignJournalException extends IOException {
    private static final long serialVersionUID = 1L;

    public ForeignJournalException(String sentence) {
        super(sentence);
    }
}
