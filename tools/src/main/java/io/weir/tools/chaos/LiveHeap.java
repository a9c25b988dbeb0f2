package io.weir.tools.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM, with the JDK's {@code jcmd}, to collect its garbage and to say what is left. */
final class LiveHeap {
    private static final Pattern USED = Pattern.compile("(?m)^\\s*(?:def new|tenured) generation .* used (\\d+)K");

    private final Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private final Path commands;

    /** @param directory for a small file */
    LiveHeap(Path directory) throws IOException {
        commands = Files.write(directory.resolve("live-heap.jcmd"), List.of("GC.run", "GC.heap_info"));
    }

    /** Not a number if the process is gone, or this is no JDK. */
    double kib(long pid) {
        if (!Files.isExecutable(jcmd)) {
            return Double.NaN;
        }
        try {
            return used(Tool.run(jcmd.toString(), Long.toString(pid), "-f", commands.toString()));
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** Pure: what the serial collector's generations hold; not a number if it does not say so. */
    static double used(String heapInfo) {
        Matcher matcher = USED.matcher(heapInfo);
        double kib = 0;
        int generations = 0;
        while (matcher.find()) {
            kib += Double.parseDouble(matcher.group(1));
            generations++;
        }
        return generations == 2 ? kib : Double.NaN;
    }
}
