package io.weir.tools.chaos;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is done to a cluster of processes. */
public enum FaultKind {
    /** SIGKILL; the process is started again after a moment. */
    KILL,
    /** SIGSTOP, then SIGCONT; mostly for so long that the others take it for lost, and run its job without it. */
    PAUSE,
    /** The same for 5 to 40 s: the longer ones cost it its membership, so that it comes back as a zombie, and then as a new member. */
    STALL,
    /** The same for minutes: whoever leads meanwhile writes more than the journal keeps. */
    LONG_PAUSE,
    /** Many threads compute beside the nodes for a while. */
    OVERLOAD,
    /** A coordinator is started again with another journal, and is the next to lead: it must refuse. */
    FOREIGN_JOURNAL,
    /** Nothing gets through between a node and the others, in both directions or in one, for some seconds. */
    PARTITION,
    /** No space is left on the file system of the checkpoints, or on that of a worker's local files, for some seconds. */
    DISK_FULL,
    /** The wall clock of a node jumps, forward or back, and stays there until its next jump. */
    CLOCK;

    static final String ALL = "all";

    /** As the command line says it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All kinds, as the command line says them. */
    static String labels() {
        return String.join(",", Arrays.stream(values()).map(FaultKind::label).toList());
    }

    /**
     * Reads kinds separated by commas, or {@value #ALL}.
     *
     * @throws IllegalArgumentException [CLI-571] if there is no such kind
     */
    public static Set<FaultKind> parse(String list) {
        if (list.equals(ALL)) {
            return EnumSet.allOf(FaultKind.class);
        }
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String word : list.split(",", -1)) {
            String label = word.strip();
            kinds.add(Arrays.stream(values())
                    .filter(kind -> kind.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("[CLI-571] There is no fault '" + label
                            + "'. --faults takes " + ALL + ", or some of " + labels() + ". Correct the list.")));
        }
        return kinds;
    }
}
