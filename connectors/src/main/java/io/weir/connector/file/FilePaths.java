package io.weir.connector.file;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/** Turns what a user writes into a path: a plain path, or a {@code file:} URI. */
final class FilePaths {
    private FilePaths() {}

    /** @throws IllegalArgumentException [DATA-309] if it is neither, or empty */
    static Path parse(String path) {
        if (path.isBlank()) {
            throw FileErrors.emptyPath();
        }
        try {
            if (path.startsWith("file:")) {
                return Path.of(URI.create(path));
            }
            if (path.contains("://")) {
                throw new IllegalArgumentException("only the scheme file: is known");
            }
            return Path.of(path);
        } catch (IllegalArgumentException
                | FileSystemNotFoundException e) { // InvalidPathException is one of the former
            throw FileErrors.badPath(path, e);
        }
    }
}
