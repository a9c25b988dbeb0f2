package io.weir.testkit.simulation;

import io.weir.checkpoint.storage.Disk;
import io.weir.checkpoint.storage.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** A disk whose operations fail for a while, before or after they had their effect, take long, or tear what they write. */
final class UnreliableDisk implements Disk {
    private static final Pattern OF_STATE = Pattern.compile(".*/(shared|e\\d+)(/.*)?");

    private final SimulatedCluster cluster;
    private final SimulatedDisk disk;
    private final SplittableRandom random;
    private double failureRate;
    private long failsUntil;
    private long fullUntil;
    private double readFailureRate;
    private long readsFailUntil;
    private long slowUntil;

    UnreliableDisk(SimulatedCluster cluster, SimulatedDisk disk, SplittableRandom random) {
        this.cluster = cluster;
        this.disk = disk;
        this.random = random;
    }

    void fail(double rate, long untilNanos) {
        failureRate = rate;
        failsUntil = untilNanos;
    }

    void fill(long untilNanos) {
        fullUntil = untilNanos;
    }

    void failReads(double rate, long untilNanos) {
        readFailureRate = rate;
        readsFailUntil = untilNanos;
    }

    void slow(long untilNanos) {
        slowUntil = untilNanos;
    }

    /** What work on the storage takes longer than usual, now. */
    long delay() {
        return cluster.time.now() < slowUntil ? random.nextLong(1_500 * VirtualTime.MILLIS) : 0;
    }

    /** Damages a file that is there; nothing if there is none. */
    void flipABit() {
        List<String> files = disk.list(SimulatedCluster.JOB_ID);
        if (files.isEmpty()) {
            return;
        }
        String path = files.get(random.nextInt(files.size()));
        try {
            int bytes = disk.read(path).length;
            if (bytes > 0) {
                disk.flipBit(path, random.nextInt(bytes * 8));
                cluster.count("bits flipped");
                cluster.trace.say("world", "a bit of " + path + " is turned over");
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private interface Operation<T> {
        T run() throws IOException;
    }

    private <T> T write(String path, String name, Operation<T> operation) throws IOException {
        cluster.checkAlive();
        boolean fails = cluster.time.now() < failsUntil && random.nextDouble() < failureRate;
        boolean before = random.nextBoolean();
        if (fails && before) {
            throw failure("Input/output error");
        }
        T result = operation.run();
        step(path, name);
        if (fails) {
            throw failure("Input/output error");
        }
        return result;
    }

    private void step(String path, String name) {
        cluster.stepHere((OF_STATE.matcher(path).matches() ? "state: " : "manifest: ") + name);
    }

    private IOException failure(String why) {
        cluster.count("storage operations failed");
        return new IOException(why);
    }

    private boolean isFull() {
        return cluster.time.now() < fullUntil;
    }

    @Override
    public Writer create(String path) throws IOException {
        Writer writer = write(path, "created", () -> disk.create(path));
        return new Writer() {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (isFull()) {
                    writer.write(bytes, from, random.nextInt(length + 1));
                    throw failure("No space left on device");
                }
                UnreliableDisk.this.write(path, "written", () -> {
                    writer.write(bytes, from, length);
                    return path;
                });
            }

            @Override
            public void sync() throws IOException {
                UnreliableDisk.this.write(path, "synced", () -> {
                    writer.sync();
                    return path;
                });
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    @Override
    public void publish(String from, String to) throws IOException {
        write(to, "published", () -> {
            disk.publish(from, to);
            return to;
        });
    }

    @Override
    public void syncFolder(String folder) throws IOException {
        write(folder, "folder synced", () -> {
            disk.syncFolder(folder);
            return folder;
        });
    }

    @Override
    public byte[] read(String path) throws IOException {
        cluster.checkAlive();
        if (cluster.time.now() < readsFailUntil && random.nextDouble() < readFailureRate) {
            cluster.count("storage reads failed");
            throw new IOException("Stale file handle");
        }
        byte[] bytes = disk.read(path);
        step(path, "read");
        return bytes;
    }

    @Override
    public void copyTo(String path, Path target) throws IOException {
        disk.copyTo(path, target);
    }

    @Override
    public boolean delete(String path) throws IOException {
        return write(path, "deleted", () -> disk.delete(path));
    }

    @Override
    public void deleteEmptyFolders(String folder) throws IOException {
        disk.deleteEmptyFolders(folder);
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return disk.list(folder);
    }

    @Override
    public long freeBytes() {
        return isFull() ? 0 : disk.freeBytes();
    }

    @Override
    public String uri() {
        return disk.uri();
    }
}
