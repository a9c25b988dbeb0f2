package io.weir.checkpoint.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of the file system: a local disk on one host, a mounted share on many. */
final class LocalDisk implements Disk {
    private static final int ATTEMPTS = 5;

    private static final int MOST_KNOWN_FOLDERS = 1_024;

    private final Path root;
    private final Set<Path> durableFolders = new LinkedHashSet<>(); // oldest first

    /** The folder must exist and be absolute. */
    LocalDisk(Path root) {
        this.root = root.normalize();
    }

    @Override
    public Writer create(String path) throws IOException {
        Path file = resolve(path);
        for (int attempt = 1; ; attempt++) {
            makeFolders(parentOf(file));
            try {
                return new ChannelWriter(
                        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
            } catch (NoSuchFileException folderWasJustDeleted) {
                for (Path above = parentOf(file); !above.equals(root); above = parentOf(above)) {
                    forget(above);
                }
                if (attempt == ATTEMPTS) {
                    throw folderWasJustDeleted;
                }
            }
        }
    }

    /** A folder is durable once the one above it was synced after it was made: by us, for who made it may not have got so far. */
    private void makeFolders(Path folder) throws IOException {
        if (folder.equals(root) || isKnown(folder)) {
            return;
        }
        Path above = parentOf(folder);
        makeFolders(above);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException made) {
            if (!Files.isDirectory(folder)) {
                throw made;
            }
        }
        sync(above);
        synchronized (durableFolders) {
            durableFolders.add(folder);
            if (durableFolders.size() > MOST_KNOWN_FOLDERS) {
                Iterator<Path> oldest = durableFolders.iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    private boolean isKnown(Path folder) {
        synchronized (durableFolders) {
            return durableFolders.contains(folder);
        }
    }

    private void forget(Path folder) {
        synchronized (durableFolders) {
            durableFolders.remove(folder);
        }
    }

    /** A hard link refuses to replace what is there, which a rename does not; file systems without links get the next best. */
    @Override
    public void publish(String from, String to) throws IOException {
        Path source = resolve(from);
        Path target = resolve(to);
        try {
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | IOException noLinks) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(to);
            }
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.delete(source);
    }

    @Override
    public void syncFolder(String folder) throws IOException {
        sync(resolve(folder));
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        return Files.readAllBytes(plainFile(path));
    }

    @Override
    public InputStream open(String path) throws IOException {
        return Files.newInputStream(plainFile(path));
    }

    @Override
    public void copyTo(String path, Path target) throws IOException {
        Path file = plainFile(path);
        if (path.endsWith(".sst")) { // RocksDB never writes to one again; of everything else it may
            try {
                Files.createLink(target, file);
                return;
            } catch (FileAlreadyExistsException taken) {
                throw taken;
            } catch (UnsupportedOperationException | IOException otherFileSystem) {
                Files.copy(file, target);
                return;
            }
        }
        Files.copy(file, target);
    }

    @Override
    public boolean delete(String path) throws IOException {
        return Files.deleteIfExists(resolve(path));
    }

    @Override
    public void deleteEmptyFolders(String folder) throws IOException {
        Path top = resolve(folder);
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> below = Files.walk(top)) {
            below.filter(Files::isDirectory).forEach(folders::add);
        } catch (NoSuchFileException gone) {
            return;
        } catch (UncheckedIOException changing) {
            return; // somebody works in there; the next clean-up meets it again
        }
        Collections.reverse(folders);
        for (Path each : folders) {
            deleteIfEmpty(each);
        }
    }

    private void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
            forget(folder);
        } catch (DirectoryNotEmptyException inUse) {
            return;
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        Path top = resolve(folder);
        List<String> files = new ArrayList<>();
        if (!Files.isDirectory(top)) {
            return files;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(root.relativize(path).toString().replace('\\', '/'));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                return goOnIfDeleted(failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) throws IOException {
                return goOnIfDeleted(failure);
            }
        });
        Collections.sort(files);
        return files;
    }

    /** Others delete in the same folder; what is gone is not in the list. */
    private static FileVisitResult goOnIfDeleted(@Nullable IOException failure) throws IOException {
        if (failure != null && !(failure instanceof NoSuchFileException)) {
            throw failure;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public long modifiedMillis(String path) throws IOException {
        try {
            return Files.getLastModifiedTime(plainFile(path)).toMillis();
        } catch (NoSuchFileException gone) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public long freeBytes() {
        try {
            FileStore store = Files.getFileStore(root);
            return store.getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }

    @Override
    public String uri() {
        return root.toUri().toString();
    }

    private Path plainFile(String path) throws IOException {
        Path file = resolve(path);
        if (Files.isSymbolicLink(file)) {
            throw new IOException(file + " is a symbolic link, which Weir never makes and does not follow");
        }
        return file;
    }

    private Path resolve(String path) throws IOException {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw new IOException(path + " leads out of " + root);
        }
        return file;
    }

    private static Path parentOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static final class ChannelWriter implements Writer {
        private final FileChannel channel;

        ChannelWriter(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) {
                if (channel.write(buffer) < 0) {
                    throw new IOException("the file takes no more bytes");
                }
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
