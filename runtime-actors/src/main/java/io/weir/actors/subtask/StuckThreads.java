package io.weir.actors.subtask;

import io.weir.actors.guard.NodeFatal;
import io.weir.actors.guard.VitalThread;
import io.weir.actors.usercode.ThreadWords;
import io.weir.runtime.failure.ThrownText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after {@link SubtaskThreads}: they are few, and shared by the subtasks of all jobs, so that functions that block would soon stop
 * everybody. A thread that is in the same turn for longer than it may is replaced by a new one, and ends when it comes back; one that has said that it
 * waits ({@link SubtaskThread#whileOthersWork}) is replaced soon. It looks on each thread's counter of turns only, now and then; a pause of the whole
 * process counts as one look.
 */
final class StuckThreads extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger(StuckThreads.class);

    /** Unchanged at so many looks, the turn does not end. */
    private static final int LOOKS = 2;

    /** Between two looks at those that wait, as long as one does. */
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * From the dispatcher's section {@code subtask-threads}.
     *
     * @param replaceAfter how long one turn may take
     * @param maxReplaced the most threads that are replaced at the same time
     */
    record Settings(Duration replaceAfter, int maxReplaced) {
        Settings {
            if (replaceAfter.toMillis() < 10 || maxReplaced < 0) {
                throw new IllegalArgumentException("[CFG-203] replace-after of subtask-threads is " + replaceAfter
                        + " and max-replaced is " + maxReplaced
                        + ". They must be at least 10 ms and 0. Correct them in the node's configuration.");
            }
        }
    }

    private static final class Seen {
        long turns;
        int looks;
    }

    private final SubtaskThreads threads;
    private final Settings settings;
    private final NodeFatal fatal;
    private final Map<SubtaskThread, Seen> seen = new HashMap<>();
    private Map<SubtaskThread, Long> waiting = new HashMap<>();
    private volatile boolean somebodyWaits;
    private boolean tooMany;

    /** @param fatal told if it dies */
    StuckThreads(SubtaskThreads threads, String name, Settings settings, NodeFatal fatal) {
        super(name);
        this.fatal = fatal;
        this.threads = threads;
        this.settings = settings;
        setDaemon(true);
    }

    @Override
    public void run() {
        VitalThread.run(getName(), this::watch, fatal);
    }

    private void watch() {
        long pauseNanos = settings.replaceAfter.toNanos() / LOOKS;
        long next = System.nanoTime() + pauseNanos;
        while (!threads.isShutdown()) {
            pauseUntil(next);
            if (somebodyWaits) {
                lookAtThoseThatWait();
            }
            if (next - System.nanoTime() <= 0) {
                look();
                next = System.nanoTime() + pauseNanos;
            }
        }
    }

    /** A thread is about to wait for something outside, as it says itself. From any thread. */
    void lookSoon() {
        if (!somebodyWaits) {
            somebodyWaits = true;
            LockSupport.unpark(this);
        }
    }

    /** Not so long if somebody waits. An interrupt of the user's code, which can reach each thread of the process, must not make it look all the time. */
    private void pauseUntil(long end) {
        long began = System.nanoTime();
        while (!threads.isShutdown()) {
            long now = System.nanoTime();
            long left = somebodyWaits ? Math.min(end - now, began + WAIT_NANOS - now) : end - now;
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(this, left);
            boolean unused = Thread.interrupted();
        }
    }

    /** One that is found waiting in the same turn twice is replaced: its thread is not needed for what it waits for. */
    private void lookAtThoseThatWait() {
        somebodyWaits = false;
        Map<SubtaskThread, Long> now = new HashMap<>();
        for (SubtaskThread thread : threads.awake()) {
            if (!thread.waits() || thread.isReplaced()) {
                continue;
            }
            somebodyWaits = true;
            long turns = thread.turns();
            Long before = waiting.get(thread);
            if (before == null || before != turns) {
                now.put(thread, turns);
            } else if (replaced() >= settings.maxReplaced || !startAnother()) {
                now.put(thread, turns);
            } else {
                thread.replaced();
            }
        }
        waiting = now;
    }

    private int replaced() {
        return (int) threads.awake().stream().filter(SubtaskThread::isReplaced).count();
    }

    private void look() {
        List<SubtaskThread> awake = threads.awake();
        seen.keySet().retainAll(awake);
        for (SubtaskThread thread : awake) {
            Seen it = seen.computeIfAbsent(thread, none -> new Seen());
            long turns = thread.turns();
            it.looks = turns == it.turns ? it.looks + 1 : 0;
            it.turns = turns;
            if (it.looks == LOOKS) {
                replace(thread);
            }
        }
    }

    private void replace(SubtaskThread thread) {
        int replaced = replaced();
        if (thread.isReplaced() || replaced < settings.maxReplaced) {
            tooMany = false;
            if (!thread.isReplaced() && !startAnother()) {
                return;
            }
            thread.replaced();
            LOG.warn(
                    "[JOB-814] The code of {} has not returned for {}; it holds {}. Another thread takes its place. If it waits for something outside, use an async function or setBlockingUserCode(true).",
                    thread.whose(),
                    settings.replaceAfter,
                    ThreadWords.whereIs(thread));
        } else if (!tooMany) {
            tooMany = true;
            LOG.error(
                    "[JOB-815] The code of {} has not returned for {} either; {} threads were replaced already, which is the most. Other jobs may wait for it. Cancel the jobs whose code blocks; restart this process if it ignores that.",
                    thread.whose(),
                    settings.replaceAfter,
                    replaced);
        }
    }

    private boolean startAnother() {
        try {
            threads.startOne();
            return true;
        } catch (Throwable none) { // the machine has no more
            LOG.error(
                    "[JOB-824] There is no thread for '{}'. {}. Other jobs may wait; see how many threads this process has and may have.",
                    getName(),
                    ThrownText.of(none));
            return false;
        }
    }
}
