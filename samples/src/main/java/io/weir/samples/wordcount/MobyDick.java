package io.weir.samples.wordcount;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The text the demo counts: Herman Melville's <i>Moby-Dick</i>, in the public domain; {@code data/README.md} names its source. */
public final class MobyDick {
    private static final String RESOURCE = "/data/moby-dick.txt";

    private MobyDick() {}

    /** Opens the text, UTF-8; the caller closes it. */
    public static InputStream open() throws IOException {
        InputStream text = MobyDick.class.getResourceAsStream(RESOURCE);
        if (text == null) {
            throw new FileNotFoundException(
                    RESOURCE + " is not on the class path. It is part of weir-samples. Build the module again.");
        }
        return text;
    }

    /** Writes the text to a file, for {@code readTextFile}; replaces what was there. Creates the directories above it. */
    public static void copyTo(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (InputStream text = open()) {
            Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A copy for this process, for {@code readTextFile}; it goes with the process. Nodes of a cluster on other machines do not have it. */
    public static String toTemporaryFile() throws IOException {
        Path file = Files.createTempFile("weir-moby-dick", ".txt");
        file.toFile().deleteOnExit();
        copyTo(file);
        return file.toString();
    }
}
