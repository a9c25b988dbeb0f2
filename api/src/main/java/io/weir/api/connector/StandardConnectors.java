package io.weir.api.connector;

import java.util.Iterator;
import java.util.ServiceLoader;

/**
 * The connectors behind {@code readTextFile}, {@code socketTextStream}, {@code print} and {@code writeAsText}. They live in the module
 * {@code connectors}, which registers them for {@link ServiceLoader}.
 */
public interface StandardConnectors {
    /** The lines of a file, or of the files of a folder. */
    Source<String, ?, ?> textFile(String path);

    /**
     * What a server says, cut at the delimiter.
     *
     * @param maxRetry how often to connect again after the connection was lost, a second apart; negative for ever
     */
    Source<String, ?, ?> socketText(String host, int port, String delimiter, long maxRetry);

    /**
     * Each record as a line on standard output or standard error.
     *
     * @param prefix put before each line, with the subtask's number; may be empty
     */
    Sink<?> print(boolean stdErr, String prefix);

    /** Each record as a line of a text file, or of a file for each subtask in a folder. */
    Sink<?> text(String path);

    /**
     * Those on the class path.
     *
     * @param wanted the method that needs them, for the sentence
     * @throws IllegalStateException [API-122] if there are none
     */
    static StandardConnectors find(String wanted) {
        Iterator<StandardConnectors> found = ServiceLoader.load(
                        StandardConnectors.class, StandardConnectors.class.getClassLoader())
                .iterator();
        if (!found.hasNext()) {
            found = ServiceLoader.load(StandardConnectors.class).iterator();
        }
        if (!found.hasNext()) {
            throw new IllegalStateException(
                    "[API-122] " + wanted + " cannot be used here. The standard connectors are not on the "
                            + "class path. Add the dependency io.weir:weir-connectors.");
        }
        return found.next();
    }
}
