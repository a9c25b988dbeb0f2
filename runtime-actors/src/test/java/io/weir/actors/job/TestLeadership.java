package io.weir.actors.job;

import io.weir.actors.journal.Leadership;
import io.weir.actors.journal.Term;
import java.io.IOException;
import java.util.function.Consumer;

/** A lead in memory, of which a test hears when it is given up. */
record TestLeadership(Leadership stored, Consumer<String> resigned) implements Leadership {
    TestLeadership(Consumer<String> resigned) {
        this(Leadership.alone(), resigned);
    }

    @Override
    public Term take(String node) throws IOException {
        return stored.take(node);
    }

    @Override
    public boolean isHeld(long term) throws IOException {
        return stored.isHeld(term);
    }

    @Override
    public void resign(String sentence) {
        resigned.accept(sentence);
    }
}
