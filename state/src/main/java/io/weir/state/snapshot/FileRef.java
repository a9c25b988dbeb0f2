package io.weir.state.snapshot;

/**
 * One finished file of a checkpoint: where it lies, and how to know that it is still what was written.
 *
 * @param path relative to the root of the checkpoint storage, with {@code /} between names; never absolute, never with {@code ..}
 * @param length bytes
 * @param checksum CRC-32C of the whole file, in the low 32 bits
 */
public record FileRef(String path, long length, long checksum) {
    public FileRef {
        if (path.isEmpty() || path.startsWith("/") || path.contains("..") || path.indexOf('\\') >= 0) {
            throw new IllegalArgumentException(
                    "[CKP-401] '" + path
                            + "' is not a path inside the checkpoint storage. The manifest that names it is damaged or forged; go on from a checkpoint that is whole: './weir restart JOB --newest-intact'");
        }
        if (length < 0) {
            throw new IllegalArgumentException(
                    "[CKP-401] file " + path + " has the negative length " + length
                            + ". The manifest that names it is damaged; go on from a checkpoint that is whole: './weir restart JOB --newest-intact'");
        }
    }
}
