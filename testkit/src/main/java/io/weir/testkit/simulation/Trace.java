package io.weir.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who said what to whom, and when. The last lines are kept; a hash of all of them tells whether two runs were the same. */
final class Trace {
    private static final int KEPT = 100;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final VirtualTime time;
    private final @Nullable Consumer<String> live;
    private final Deque<String> last = new ArrayDeque<>();
    private long hash = FNV_OFFSET;

    /** @param live gets every line as it is written; null for nobody */
    Trace(VirtualTime time, @Nullable Consumer<String> live) {
        this.time = time;
        this.live = live;
    }

    void say(String who, String what) {
        String line = stamp(time.now()) + " " + who + ": " + what;
        for (int i = 0; i < line.length(); i++) {
            hash = (hash ^ line.charAt(i)) * FNV_PRIME;
        }
        last.addLast(line);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
        if (live != null) {
            live.accept(line);
        }
    }

    /** Seconds with six digits: as all output of the simulation says it. */
    static String stamp(long nanos) {
        long micros = nanos / 1_000;
        String fraction = Long.toString(1_000_000 + micros % 1_000_000).substring(1);
        return micros / 1_000_000 + "." + fraction;
    }

    long hash() {
        return hash;
    }

    List<String> last() {
        return new ArrayList<>(last);
    }
}
