package io.weir.testkit.simulation.invariant;

import java.util.HashMap;
import java.util.Map;

/** On no channel are more data elements under way than its receiver allowed. */
public final class NoElementBeyondCredit extends Invariant {
    private static final class Channel {
        long sent;
        long granted;
    }

    private final int window;
    private final Map<Long, Map<Integer, Channel>> byEpoch = new HashMap<>();
    private long cachedEpoch = -1;
    private Map<Integer, Channel> ofEpoch = new HashMap<>();

    /** @param window what every sender may send before it hears of its receiver */
    public NoElementBeyondCredit(int window) {
        this.window = window;
    }

    @Override
    public void onCreditGranted(long epoch, int channel, long upTo) {
        Channel it = channel(epoch, channel);
        if (upTo - it.sent > window) {
            throw violation("channel " + channel + " may send " + (upTo - it.sent) + " more elements, " + window
                    + " is its window");
        }
        it.granted = Math.max(it.granted, upTo);
    }

    @Override
    public void onDataElementSent(long epoch, int channel) {
        Channel it = channel(epoch, channel);
        it.sent++;
        if (it.sent > it.granted) {
            throw violation("channel " + channel + " of epoch " + epoch + " sent " + it.sent
                    + " data elements, its receiver granted " + it.granted);
        }
    }

    private Channel channel(long epoch, int channel) {
        if (epoch != cachedEpoch) {
            cachedEpoch = epoch;
            ofEpoch = byEpoch.computeIfAbsent(epoch, none -> new HashMap<>());
        }
        return ofEpoch.computeIfAbsent(channel, none -> {
            Channel fresh = new Channel();
            fresh.granted = window;
            return fresh;
        });
    }
}
