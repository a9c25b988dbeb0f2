package io.weir.checkpoint.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Opens the storage that a user names, or says why it cannot be used. */
public final class CheckpointStorages {
    private static final String WHAT_TO_GIVE =
            " Give an absolute folder that every node sees under the same path, for example file:///var/lib/weir/checkpoints.";

    private CheckpointStorages() {}

    /**
     * Opens a storage and tries it: makes the folder if it is missing, writes a file to it and deletes that again.
     *
     * @param uri {@code file:///...}
     * @throws IllegalArgumentException CFG-204: another scheme, a relative path, or a folder that cannot be written to
     */
    public static CheckpointStorage open(String uri) {
        Path root = folder(uri);
        try {
            Files.createDirectories(root);
            Path probe = Files.createTempFile(root, ".probe", null);
            Files.delete(probe);
        } catch (IOException failure) {
            throw refused(
                    uri,
                    "user " + System.getProperty("user.name", "?") + " cannot write to the folder " + root + ": "
                            + StorageErrors.reason(failure) + ". Mend its permissions or choose another folder.");
        }
        return new FileCheckpointStorage(root);
    }

    private static Path folder(String uri) {
        URI parsed;
        try {
            parsed = new URI(uri);
        } catch (URISyntaxException malformed) {
            throw refused(uri, "it is no URI: " + malformed.getMessage() + "." + WHAT_TO_GIVE);
        }
        String scheme = parsed.getScheme();
        if (scheme == null) {
            throw refused(uri, "it has no scheme." + WHAT_TO_GIVE);
        }
        if (!scheme.equals("file")) {
            throw refused(
                    uri,
                    "this release stores checkpoints in folders only, not in '" + scheme + "'; mount it as one."
                            + WHAT_TO_GIVE);
        }
        String path = parsed.getPath();
        if (parsed.getAuthority() != null || path == null || !path.startsWith("/")) {
            throw refused(
                    uri, "the path is relative, so that each node would take it for another folder." + WHAT_TO_GIVE);
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException malformed) {
            throw refused(uri, "it names no folder: " + malformed.getMessage() + "." + WHAT_TO_GIVE);
        }
    }

    private static IllegalArgumentException refused(String uri, String why) {
        return new IllegalArgumentException("[CFG-204] the checkpoint storage '" + uri + "' cannot be used: " + why
                + " Change weir.checkpoint.dir, or what the job gives to setCheckpointStorage.");
    }
}
