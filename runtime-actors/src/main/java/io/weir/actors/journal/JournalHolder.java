package io.weir.actors.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * The process that has the file of a journal open, as it wrote it down beside that file. A number of a process is given again to another one, so
 * the moment of its start belongs to it.
 *
 * @param start in the units of {@link #startOf}
 * @param user as the operating system names it
 * @param node the member of the cluster that it was, told apart from those before it
 */
record JournalHolder(long pid, String start, String user, String node) {
    /** Of {@code /proc/PID/stat}, counted from behind the name of the program: ticks since the host began. */
    private static final int PROC_START_FIELD = 19;

    static JournalHolder ofThisProcess(String node) {
        ProcessHandle me = ProcessHandle.current();
        return new JournalHolder(me.pid(), startOf(me), userOf(me), node);
    }

    /** When a process began, by a clock that nobody turns where the host has one; empty if it is not known. */
    static String startOf(ProcessHandle process) {
        Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1);
            if (fields.length > PROC_START_FIELD) {
                return fields[PROC_START_FIELD];
            }
        } catch (IOException e) {
            // no such file system, or the process has just ended: then the next line knows nothing either
        }
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String userOf(ProcessHandle process) {
        return process.info().user().orElse("");
    }

    /** That process, if it is alive and no other one with its number. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !start.isEmpty() && start.equals(startOf(process)));
    }

    /** Whether it is another process of this one's user. */
    boolean mayBeEnded() {
        ProcessHandle me = ProcessHandle.current();
        return pid != me.pid() && !user.isEmpty() && user.equals(userOf(me));
    }

    /** Atomic: who reads sees all of it or what was before. */
    void write(Path file) throws IOException {
        Path written = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        Files.writeString(written, "pid=" + pid + "\nstart=" + start + "\nuser=" + user + "\nnode=" + node + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty if nobody has written it, or it makes no sense. */
    static Optional<JournalHolder> read(Path file) {
        Properties read = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            read.load(in);
            return Optional.of(new JournalHolder(
                            Long.parseLong(read.getProperty("pid", "")),
                            read.getProperty("start", ""),
                            read.getProperty("user", ""),
                            read.getProperty("node", "")))
                    .filter(Predicate.not(holder -> holder.node.isEmpty()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
