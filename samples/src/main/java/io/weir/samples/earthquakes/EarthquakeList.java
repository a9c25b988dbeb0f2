package io.weir.samples.earthquakes;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The earthquakes of a week; {@code data/README.md} names the source. */
final class EarthquakeList {
    private static final String RESOURCE = "/data/earthquakes.csv";

    private EarthquakeList() {}

    /**
     * Writes the list to a file for {@code readTextFile}, without its header, in the order in which the reports came: each line has the time
     * of its last report. Small earthquakes far away are reported days after they happened.
     */
    static void replayTo(Path file) throws IOException {
        InputStream list = EarthquakeList.class.getResourceAsStream(RESOURCE);
        if (list == null) {
            throw new FileNotFoundException(
                    RESOURCE + " is not on the class path. It is part of weir-samples. Build the module again.");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            List<String> inOrderOfReport = reader.lines()
                    .skip(1)
                    .sorted(Comparator.comparingLong(EarthquakeList::reportedAt))
                    .toList();
            Files.write(file, inOrderOfReport);
        }
    }

    private static long reportedAt(String line) {
        return Long.parseLong(line.split(",", 4)[2]);
    }
}
