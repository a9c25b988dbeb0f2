package io.weir.actors.worker;

import io.weir.api.graph.JobGraph;
import io.weir.api.graph.JobGraphs;
import io.weir.checkpoint.storage.CheckpointStorage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The code of one job on one node: its graph, as bytes, and the class loader of its jars. Stays between two attempts. */
final class JobCode {
    private final byte[] graph;
    private final ClassLoader loader;
    private final @Nullable URLClassLoader owned;
    private final @Nullable Path folder;

    private JobCode(byte[] graph, ClassLoader loader, @Nullable URLClassLoader owned, @Nullable Path folder) {
        this.graph = graph;
        this.loader = loader;
        this.owned = owned;
        this.folder = folder;
    }

    /**
     * Reads graph and jars; blocks.
     *
     * @param folder for copies of the jars; not made when there are none
     * @param parent loads what is not in the jars
     */
    static JobCode load(
            String graphBlob, List<String> jarBlobs, CheckpointStorage storage, Path folder, ClassLoader parent)
            throws IOException {
        byte[] graph = storage.getBlob(graphBlob);
        if (jarBlobs.isEmpty()) {
            return new JobCode(graph, parent, null, null);
        }
        Files.createDirectories(folder);
        List<URL> jars = new ArrayList<>();
        for (String blob : jarBlobs) {
            Path part = Files.createTempFile(folder, "jar", ".part");
            Files.write(part, storage.getBlob(blob));
            Path jar = Files.move(part, folder.resolve(blob + ".jar"), StandardCopyOption.REPLACE_EXISTING);
            jars.add(jar.toUri().toURL());
        }
        URLClassLoader loader = new ChildFirstClassLoader("job", jars.toArray(new URL[0]), parent);
        return new JobCode(graph, loader, loader, folder);
    }

    /** The graph, a new copy each time. */
    JobGraph graph() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader); // readObject and static initializers are code of the job
        try {
            return JobGraphs.fromBytes(graph, loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    /** Closes the jars; classes that are loaded already go on working. */
    void close() throws IOException {
        if (owned != null) {
            owned.close();
        }
        if (folder != null) {
            LocalDirectory.delete(folder);
        }
    }
}
