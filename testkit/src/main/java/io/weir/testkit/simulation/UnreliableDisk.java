package io.weir.testkit.simulation;

import io.weir.checkpoint.storage.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A disk whose operations fail for a while, before or after they had their effect. */
final class UnreliableDisk implements Disk {
    private final SimulatedCluster cluster;
    private final Disk disk;
    private final SplittableRandom random;
    private double failureRate;
    private long failsUntil;
    private double readFailureRate;
    private long readsFailUntil;

    UnreliableDisk(SimulatedCluster cluster, Disk disk, SplittableRandom random) {
        this.cluster = cluster;
        this.disk = disk;
        this.random = random;
    }

    void fail(double rate, long untilNanos) {
        failureRate = rate;
        failsUntil = untilNanos;
    }

    void failReads(double rate, long untilNanos) {
        readFailureRate = rate;
        readsFailUntil = untilNanos;
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T step(Step<T> step) throws IOException {
        boolean fails = cluster.time.now() < failsUntil && random.nextDouble() < failureRate;
        boolean before = random.nextBoolean();
        if (fails && before) {
            throw failure("No space left on device");
        }
        T result = step.run();
        if (fails) {
            throw failure("Input/output error");
        }
        return result;
    }

    private IOException failure(String why) {
        cluster.count("storage operations failed");
        return new IOException(why);
    }

    @Override
    public Writer create(String path) throws IOException {
        Writer writer = step(() -> disk.create(path));
        return new Writer() {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                step(() -> {
                    writer.write(bytes, from, length);
                    return path;
                });
            }

            @Override
            public void sync() throws IOException {
                step(() -> {
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
        step(() -> {
            disk.publish(from, to);
            return to;
        });
    }

    @Override
    public void syncFolder(String folder) throws IOException {
        step(() -> {
            disk.syncFolder(folder);
            return folder;
        });
    }

    @Override
    public byte[] read(String path) throws IOException {
        if (cluster.time.now() < readsFailUntil && random.nextDouble() < readFailureRate) {
            cluster.count("storage reads failed");
            throw new IOException("Stale file handle");
        }
        return disk.read(path);
    }

    @Override
    public void copyTo(String path, Path target) throws IOException {
        disk.copyTo(path, target);
    }

    @Override
    public boolean delete(String path) throws IOException {
        return step(() -> disk.delete(path));
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
        return disk.freeBytes();
    }

    @Override
    public String uri() {
        return disk.uri();
    }
}
