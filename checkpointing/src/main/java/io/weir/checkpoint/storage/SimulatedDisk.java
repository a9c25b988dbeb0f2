package io.weir.checkpoint.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory, for simulations: what was synced survives {@link #loseUnsynced}, anything else may or may not. Folders have no
 * life of their own here.
 */
public final class SimulatedDisk implements Disk {
    private static final class Content {
        private byte[] bytes = new byte[0];
        private int synced;
    }

    private final TreeMap<String, Content> visible = new TreeMap<>();
    private final Map<String, Content> durable = new HashMap<>();

    @Override
    public synchronized Writer create(String path) throws IOException {
        if (visible.containsKey(path)) {
            throw new FileAlreadyExistsException(path);
        }
        Content content = new Content();
        visible.put(path, content);
        return new MemoryWriter(content);
    }

    @Override
    public synchronized void publish(String from, String to) throws IOException {
        if (visible.containsKey(to)) {
            throw new FileAlreadyExistsException(to);
        }
        visible.put(to, existing(from));
        visible.remove(from);
    }

    @Override
    public synchronized void syncFolder(String folder) {
        String prefix = folder + "/";
        durable.keySet().removeIf(path -> isIn(prefix, path) && !visible.containsKey(path));
        visible.forEach((path, content) -> {
            if (isIn(prefix, path)) {
                durable.put(path, content);
            }
        });
    }

    private static boolean isIn(String prefix, String path) {
        return path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0;
    }

    @Override
    public synchronized byte[] read(String path) throws IOException {
        return existing(path).bytes.clone();
    }

    @Override
    public synchronized void copyTo(String path, Path target) throws IOException {
        Files.write(target, existing(path).bytes, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public synchronized boolean delete(String path) {
        return visible.remove(path) != null;
    }

    @Override
    public void deleteEmptyFolders(String folder) {}

    @Override
    public synchronized List<String> list(String folder) {
        List<String> files = new ArrayList<>();
        for (String path : visible.tailMap(folder + "/", true).keySet()) {
            if (!path.startsWith(folder + "/")) {
                break;
            }
            files.add(path);
        }
        return files;
    }

    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public String uri() {
        return "memory:/";
    }

    /** The power goes off and comes back: of each change that was not synced, {@code random} says whether it happened. */
    public synchronized void loseUnsynced(RandomGenerator random) {
        TreeSet<String> paths = new TreeSet<>(visible.keySet());
        paths.addAll(durable.keySet());
        for (String path : paths) {
            @Nullable Content now = visible.get(path);
            @Nullable Content safe = durable.get(path);
            @Nullable Content left = now == safe || random.nextBoolean() ? now : safe;
            if (left == null) {
                visible.remove(path);
            } else {
                visible.put(path, left);
            }
        }
        for (Content content : visible.values()) {
            int unsynced = content.bytes.length - content.synced;
            if (unsynced > 0) {
                int kept = content.synced + random.nextInt(unsynced + 1);
                content.bytes = Arrays.copyOf(content.bytes, kept);
                content.synced = kept;
            }
        }
        durable.clear();
        durable.putAll(visible);
    }

    /** Turns one bit over; for tests of checksums. */
    public synchronized void flipBit(String path, int bit) throws IOException {
        byte[] bytes = existing(path).bytes;
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    }

    /** Cuts a file off; for tests of lengths. */
    public synchronized void truncate(String path, int length) throws IOException {
        Content content = existing(path);
        content.bytes = Arrays.copyOf(content.bytes, length);
        content.synced = Math.min(content.synced, length);
    }

    private Content existing(String path) throws IOException {
        Content content = visible.get(path);
        if (content == null) {
            throw new NoSuchFileException(path);
        }
        return content;
    }

    private final class MemoryWriter implements Writer {
        private final Content content;

        MemoryWriter(Content content) {
            this.content = content;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            synchronized (SimulatedDisk.this) {
                int end = content.bytes.length;
                content.bytes = Arrays.copyOf(content.bytes, end + length);
                System.arraycopy(bytes, from, content.bytes, end, length);
            }
        }

        @Override
        public void sync() {
            synchronized (SimulatedDisk.this) {
                content.synced = content.bytes.length;
            }
        }

        @Override
        public void close() {}
    }
}
