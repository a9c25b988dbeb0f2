package io.weir.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node as a process of its own, which can be killed, paused, and started again under the same address. Its output goes to a log file,
 * which goes on when it is started again. All methods may be called from any thread.
 */
public final class NodeProcess {
    private final String name;
    private final String address;
    private final List<String> command;
    private final Path log;
    private @Nullable Process process; // guarded by this

    /**
     * Starts nothing yet.
     *
     * @param address {@code host:port}, under which the others reach it
     * @param command see {@link JavaCommand}
     */
    public NodeProcess(String name, String address, List<String> command, Path log) {
        this.name = name;
        this.address = address;
        this.command = List.copyOf(command);
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException if it runs already
     */
    public synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putIfAbsent("WEIR_LOG_LEVEL", "INFO");
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "4"); // as the launcher does
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("[CLI-509] A node's process could not be started. " + e.getMessage(), e);
        }
    }

    /** As a service manager does: starts it if it was started once and is gone. True if it was. */
    public synchronized boolean startIfGone() {
        if (process == null || process.isAlive()) {
            return false;
        }
        start();
        return true;
    }

    /** SIGKILL: the process gets no chance to do anything. Returns when it is dead; does nothing if it is not alive. */
    public void kill() {
        Process dying = current();
        if (dying != null) {
            dying.destroyForcibly();
            var unused = dying.onExit().join();
        }
    }

    /** SIGTERM: the process leaves the cluster in an orderly way; returns when it has ended. */
    public void stop() {
        Process leaving = current();
        if (leaving != null) {
            leaving.toHandle().destroy(); // Process.destroy closes its standard input too, which ends it at once
            var unused = leaving.onExit().join();
        }
    }

    /** SIGSTOP: it stands still, its connections stay open. False if it is not alive. */
    public boolean pause() {
        return signal("STOP");
    }

    /** SIGCONT. False if it is not alive. */
    public boolean resume() {
        return signal("CONT");
    }

    private boolean signal(String signal) {
        Process running = current();
        if (running == null || !running.isAlive()) {
            return false;
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid())).start();
            return kill.onExit().join().exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized @Nullable Process current() {
        return process;
    }

    public boolean isAlive() {
        Process running = current();
        return running != null && running.isAlive();
    }

    /**
     * The number of the process, also after its end.
     *
     * @throws IllegalStateException if it was never started
     */
    public long pid() {
        Process running = current();
        if (running == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return running.pid();
    }

    public String name() {
        return name;
    }

    /** {@code host:port}. */
    public String address() {
        return address;
    }

    public Path log() {
        return log;
    }
}
