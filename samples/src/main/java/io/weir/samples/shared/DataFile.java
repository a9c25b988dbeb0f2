package io.weir.samples.shared;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of data that comes with the samples; {@code data/README.md} names the sources. */
public final class DataFile {
    private DataFile() {}

    /**
     * Writes the lines of a table, without its header, to a file for a file source. It goes with the process; nodes of a cluster on other
     * machines do not have it.
     *
     * @return its path
     */
    public static String withoutHeader(String name) throws IOException {
        InputStream data = DataFile.class.getResourceAsStream("/data/" + name);
        if (data == null) {
            throw new FileNotFoundException(
                    "/data/" + name + " is not on the class path. It is part of weir-samples. Build the module again.");
        }
        Path file = Files.createTempFile("weir-", "-" + name);
        file.toFile().deleteOnExit();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8))) {
            Files.write(file, reader.lines().skip(1).toList());
        }
        return file.toString();
    }
}
