package io.weir.launch;

import java.util.List;

/**
 * Brings commands of another module to the launcher: an implementation that is named in {@code META-INF/services} and lies on the class path is found when
 * the launcher starts. The class path of a node need not hold it.
 */
public interface CommandProvider {
    /** Objects of classes with {@code @Command}, in the order in which help lists them, below the launcher's own. */
    List<Object> commands();

    /**
     * Called once when a process starts, before anything logs, for what a command must set up that early.
     *
     * @param arguments of the command line, its name first
     */
    default void beforeLogging(String[] arguments) {}
}
