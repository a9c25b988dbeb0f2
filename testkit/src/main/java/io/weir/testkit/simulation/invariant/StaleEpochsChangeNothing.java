package io.weir.testkit.simulation.invariant;

/** What the coordinator hears of an older attempt leaves it as it was, and nothing is journaled for it. */
public final class StaleEpochsChangeNothing extends Invariant {
    @Override
    public void onStaleMessage(StaleMessage message) {
        if (!message.before().equals(message.after())) {
            throw violation("\"" + message.message() + "\" of an older attempt changed the coordinator from "
                    + message.before() + " to " + message.after());
        }
        if (!message.events().isEmpty()) {
            throw violation("\"" + message.message() + "\" of an older attempt was answered by " + message.events());
        }
    }
}
