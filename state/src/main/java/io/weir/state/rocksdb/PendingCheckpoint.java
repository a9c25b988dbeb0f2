package io.weir.state.rocksdb;

import io.weir.state.failure.StateException;
import java.nio.file.Path;

/**
 * The files of the database at one point, linked by whoever comes first: the thread that writes the snapshot, or the owner before it writes to
 * the database again. As nothing is written in between, it does not matter when the files are linked; and as both come through here, the
 * database is never closed meanwhile. Safe for use by two threads.
 */
final class PendingCheckpoint {
    private enum Stage {
        PENDING,
        LINKED,
        GIVEN_UP
    }

    private final RowDatabase database;
    private final Path folder;
    private volatile Stage stage = Stage.PENDING;
    private String failure = "it was cancelled";

    PendingCheckpoint(RowDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** The linked files, once {@link #link} said so. */
    Path folder() {
        return folder;
    }

    /**
     * Flushes the database and links its files, unless that is done already. Waits for the other thread if it is at it.
     *
     * @return false if that failed, or was given up
     */
    synchronized boolean link() {
        if (stage == Stage.PENDING) {
            try {
                database.checkpoint(folder);
                stage = Stage.LINKED;
            } catch (StateException e) {
                failure = String.valueOf(e.getMessage());
                stage = Stage.GIVEN_UP;
            }
        }
        return stage == Stage.LINKED;
    }

    /** Nobody needs the files any more. Waits for the other thread if it is linking them. */
    synchronized void giveUp() {
        if (stage == Stage.PENDING) {
            stage = Stage.GIVEN_UP;
        }
    }

    /** Why {@link #link} said no. */
    synchronized String failure() {
        return failure;
    }

    /** Whether the owner would have to wait, or to link the files itself, before it writes. Never waits. */
    boolean isPending() {
        return stage == Stage.PENDING;
    }
}
