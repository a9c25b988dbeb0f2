package io.weir.actors.local;

import io.weir.actors.worker.LocalDirectory;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A temporary folder that is deleted when it is closed, or when the process ends before that. */
final class LocalFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalFolder.class);

    private final Path path;
    private final Thread atExit;

    LocalFolder(Path path) {
        this.path = path;
        this.atExit = new Thread(() -> LocalDirectory.delete(path), "weir-delete-" + path.getFileName());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        LocalDirectory.delete(path);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException processEnds) {
            LOG.debug("{} is deleted by the end of the process", path);
        }
    }
}
