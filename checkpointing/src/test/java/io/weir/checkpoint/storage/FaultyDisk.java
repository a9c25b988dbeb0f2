package io.weir.checkpoint.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lets all go through to another disk, until the operation that is to fail; counts those that change something. */
final class FaultyDisk implements Disk {
    /** The machine is gone; no code runs after it, so nobody may catch it. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    enum Fault {
        NONE,
        /** The operation fails, those after it succeed. */
        ERROR,
        /** The operation has its effect and fails all the same. */
        ERROR_AFTERWARDS,
        /** Neither this operation nor any after it happens. */
        POWER_CUT
    }

    private final Disk disk;
    private final Fault fault;
    private final int at;
    private boolean dead;
    int operations;
    boolean readsFail;

    FaultyDisk(Disk disk, Fault fault, int at) {
        this.disk = disk;
        this.fault = fault;
        this.at = at;
    }

    private interface Step {
        void run() throws IOException;
    }

    private void step(Step step) throws IOException {
        if (dead) {
            throw new PowerCut();
        }
        boolean now = operations++ == at;
        if (now && fault == Fault.POWER_CUT) {
            dead = true;
            throw new PowerCut();
        }
        if (now && fault == Fault.ERROR) {
            throw new IOException("No space left on device");
        }
        step.run();
        if (now && fault == Fault.ERROR_AFTERWARDS) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public Writer create(String path) throws IOException {
        Writer[] opened = new Writer[1];
        step(() -> opened[0] = disk.create(path));
        Writer writer = opened[0];
        return new Writer() {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                step(() -> writer.write(bytes, from, length));
            }

            @Override
            public void sync() throws IOException {
                step(writer::sync);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    @Override
    public void publish(String from, String to) throws IOException {
        step(() -> disk.publish(from, to));
    }

    @Override
    public void syncFolder(String folder) throws IOException {
        step(() -> disk.syncFolder(folder));
    }

    @Override
    public byte[] read(String path) throws IOException {
        if (readsFail) {
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
        if (dead) {
            throw new PowerCut();
        }
        return disk.delete(path);
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
        return 0;
    }

    @Override
    public String uri() {
        return disk.uri();
    }
}
