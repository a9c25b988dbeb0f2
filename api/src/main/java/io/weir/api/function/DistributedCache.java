package io.weir.api.function;

import java.io.File;
import java.util.Map;
import java.util.Set;

/** Files that a program registered by {@code env.registerCachedFile(path, name)}. They are read where they are: nothing is copied. */
public final class DistributedCache {
    private final Map<String, String> paths;

    /** Of the paths by name. */
    public DistributedCache(Map<String, String> paths) {
        this.paths = Map.copyOf(paths);
    }

    /**
     * The file, or the folder.
     *
     * @throws IllegalArgumentException [API-199] if the name was not registered, or there is no such file on this node
     */
    public File getFile(String name) {
        String path = paths.get(name);
        if (path == null) {
            throw new IllegalArgumentException(
                    "[API-199] There is no cached file '" + name + "'. The program registered " + names()
                            + ". Call env.registerCachedFile(path, \"" + name + "\").");
        }
        File file = new File(path);
        if (!file.exists()) {
            throw new IllegalArgumentException(
                    "[API-199] The cached file '" + name + "', " + path
                            + ", is not there. Files are not sent to the workers. Put it under that path on every node, or on a file system that all share.");
        }
        return file;
    }

    private Set<String> names() {
        return new java.util.TreeSet<>(paths.keySet());
    }
}
