package io.weir.actors.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of one node for files that need not survive it. A lock file tells the folders of living processes from leftovers, which the
 * next node that starts deletes. Safe for any thread.
 */
public final class LocalDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDirectory.class);
    private static final String PREFIX = "node-";
    private static final String LOCK = "lock";

    private final Path root;
    private final FileChannel lock;

    private LocalDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes a folder in {@code parent} and deletes the leftovers of dead processes there.
     *
     * @throws UncheckedIOException [CFG-204] if it cannot be made
     */
    public static LocalDirectory open(Path parent) {
        try {
            Files.createDirectories(parent);
            deleteLeftovers(parent);
            Path root = Files.createTempDirectory(parent, PREFIX);
            FileChannel lock =
                    FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new IOException("another process locked a folder that was just made");
            }
            return new LocalDirectory(root, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[CFG-204] The node cannot keep its local files in " + parent + ". " + e
                            + ". Make the folder writable for this user, or set weir.worker.directory.",
                    e);
        }
    }

    public Path root() {
        return root;
    }

    /** Where an attempt keeps its files; not made yet. */
    Path ofAttempt(String jobId, long epoch) {
        return root.resolve(jobId + "-" + epoch);
    }

    /** Deletes this node's folder. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("closing {}", root, e);
        }
        delete(root);
    }

    private static void deleteLeftovers(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> children = Files.list(parent)) {
            folders = children.filter(child -> child.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path folder : folders) {
            if (isLeftOver(folder)) {
                delete(folder);
            }
        }
    }

    private static boolean isLeftOver(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock mine = channel.tryLock()) {
            return mine != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        } catch (NoSuchFileException beingMade) {
            return false;
        } catch (IOException e) {
            LOG.debug("looking at {}", folder, e);
            return false;
        }
    }

    /** Deletes a folder and all in it, also while others do; what resists is logged and left. */
    public static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                    if (problem instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // somebody else was faster
                    }
                    throw problem;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn(
                    "[JOB-803] The folder {} could not be deleted. {}. Delete it when no node uses it.",
                    folder,
                    e.toString());
        }
    }
}
