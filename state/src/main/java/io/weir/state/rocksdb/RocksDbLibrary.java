package io.weir.state.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/**
 * RocksDB's native library. It comes in a jar and must be unpacked before it can be loaded; what unpacks it by itself leaves a copy of some ten
 * megabytes in {@code java.io.tmpdir} each time a process is killed. Here it goes to a folder that its owner cleans up.
 */
public final class RocksDbLibrary {
    private static final String FOLDER_VARIABLE = "ROCKSDB_SHAREDLIB_DIR";

    private RocksDbLibrary() {}

    /**
     * Loads it, if it is not loaded yet: a process has it once. The environment variable {@value #FOLDER_VARIABLE} wins over {@code folder}.
     *
     * @param folder where it is unpacked; made if it is missing. It can be deleted when the process has ended; on Linux and macOS at once.
     * @throws IllegalStateException with code CFG-206 if it cannot be loaded
     */
    public static void load(Path folder) {
        try {
            if (System.getenv(FOLDER_VARIABLE) == null) {
                Files.createDirectories(folder);
                NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
            }
            RocksDB.loadLibrary();
        } catch (UnsatisfiedLinkError | IOException | RuntimeException e) {
            throw failure(folder.toString(), e);
        }
    }

    /** Loads it, if it is not loaded yet, out of the folder for temporary files. */
    static void load() {
        try {
            RocksDB.loadLibrary();
        } catch (UnsatisfiedLinkError | RuntimeException e) {
            throw failure(System.getProperty("java.io.tmpdir"), e);
        }
    }

    private static IllegalStateException failure(String folder, Throwable cause) {
        return new IllegalStateException(
                "[CFG-206] the native library of RocksDB cannot be loaded out of " + folder + ": " + cause.getMessage()
                        + ". The folder may be mounted noexec, or the platform is not supported; set the environment variable "
                        + FOLDER_VARIABLE
                        + " to a folder that allows it, or use the heap backend",
                cause);
    }
}
