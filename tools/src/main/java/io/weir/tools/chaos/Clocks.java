package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import io.weir.testkit.process.WallClock;
import io.weir.tools.chaos.FaultInjector.Done;
import io.weir.tools.processes.NodePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The wall clocks of the nodes: a Java agent of the testkit turns them; the product knows nothing of it. */
final class Clocks {
    /** One jump in so many sets the clock right instead. */
    private static final int RIGHT_AGAIN = 4;

    private static final int[] JUMP_SECONDS = {1, 5, 30, 120, 600, 3_600, 86_400};

    /** By name of the node. */
    private final Map<String, Path> offsets = new HashMap<>();

    /** Gives each node a clock that can be turned. */
    List<NodePlace> prepare(List<NodePlace> places, Path directory) throws IOException {
        Path clocks = Files.createDirectories(directory.resolve("clocks"));
        List<NodePlace> prepared = new ArrayList<>();
        for (int index = 0; index < places.size(); index++) {
            String name = "node-" + (index + 1);
            Path offset = clocks.resolve(name);
            offsets.put(name, offset);
            NodePlace place = places.get(index);
            List<String> flags = new ArrayList<>(place.jvmFlags());
            flags.add(WallClock.jvmFlag(clocks, offset));
            prepared.add(place.withJvmFlags(flags));
        }
        return prepared;
    }

    Done set(NodeProcess victim, int draw) throws IOException {
        long millis = offsetMillis(draw);
        turn(victim.name(), millis);
        String how = millis == 0
                ? "is right again"
                : String.format(Locale.ROOT, "jumps to %+d s of the right time", millis / 1_000);
        return new Done("the wall clock of " + victim.name() + " " + how, () -> {}, false);
    }

    /** Pure: how far ahead a draw puts a clock. */
    static long offsetMillis(int draw) {
        if (draw % RIGHT_AGAIN == 0) {
            return 0;
        }
        int size = JUMP_SECONDS[draw / RIGHT_AGAIN % JUMP_SECONDS.length];
        boolean back = draw / RIGHT_AGAIN / JUMP_SECONDS.length % 2 == 0;
        return (back ? -1_000L : 1_000L) * size;
    }

    void heal() throws IOException {
        for (String name : offsets.keySet()) {
            turn(name, 0);
        }
    }

    private void turn(String name, long millis) throws IOException {
        Path offset = offsets.get(name);
        if (offset != null) {
            WallClock.set(offset, millis);
        }
    }
}
