package io.weir.checkpoint;

import io.weir.state.snapshot.FileRef;

/**
 * Where the manifest of a completed checkpoint lies, and how to know that it is still what was written.
 *
 * @param path as {@link FileRef#path()}
 * @param length bytes
 * @param checksum CRC-32C of the whole file, in the low 32 bits
 */
public record ManifestRef(String path, long length, long checksum) {
    public ManifestRef {
        FileRef sameRules = new FileRef(path, length, checksum);
        assert sameRules.path().equals(path);
    }

    public FileRef file() {
        return new FileRef(path, length, checksum);
    }
}
