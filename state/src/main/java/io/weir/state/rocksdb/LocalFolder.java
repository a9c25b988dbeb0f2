package io.weir.state.rocksdb;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The local files of one backend, in a folder that no other backend has. Safe for use by many threads. */
final class LocalFolder {
    private final Path root;

    private LocalFolder(Path root) {
        this.root = root;
    }

    static LocalFolder create(Path parent, String operatorId) throws IOException {
        Files.createDirectories(parent);
        String prefix = operatorId.replaceAll("[^A-Za-z0-9_-]", "_");
        return new LocalFolder(Files.createTempDirectory(
                parent, "rocksdb-" + prefix.substring(0, Math.min(40, prefix.length())) + "-"));
    }

    /** A folder in it that does not exist yet. */
    Path child(String name) {
        return root.resolve(name);
    }

    /** Deletes a child, and the whole folder with the last one. Never fails: what is left is clutter, not an error. */
    void delete(Path child) {
        try {
            deleteAll(child);
            Files.deleteIfExists(root);
        } catch (IOException e) {
            // snapshots being written are still in the folder, or somebody looks at it
            return;
        }
    }

    /** Deletes a child only. */
    void deleteChild(Path child) throws IOException {
        deleteAll(child);
    }

    private static void deleteAll(Path path) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
            for (Path each : children) {
                deleteAll(each);
            }
        } catch (NotDirectoryException | java.nio.file.NoSuchFileException e) {
            // a file, or gone already
            Files.deleteIfExists(path);
            return;
        }
        Files.deleteIfExists(path);
    }
}
