package io.weir.actors.worker;

import io.weir.actors.subtask.SubtaskThread;
import io.weir.actors.usercode.ThreadWords;
import io.weir.actors.usercode.UserThreads;
import io.weir.api.time.ProcessingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the threads that the code of a job started and did not end: they keep its classes in memory, and what they throw or do is nobody's.
 * Only of jobs with jars of their own, whose class loader tells their threads from others.
 */
final class LeftThreads {
    private static final Logger LOG = LoggerFactory.getLogger(LeftThreads.class);

    /** Pools that are shut down take a moment to end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int MOST_NAMED = 10;

    /** Threads are the process's, however many nodes it has: each is named once. */
    private static final Set<Thread> NAMED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private LeftThreads() {}

    /** An attempt has ended: threads of its job that run now, and still do in a while, are left behind. */
    static void nameThemSoon(ClassLoader loader, String attempt, ProcessingClock clock) {
        List<Thread> now = loader instanceof ChildFirstClassLoader ? of(loader) : List.of();
        if (!now.isEmpty()) {
            CompletableFuture<Void> unused = clock.after(GRACE.toNanos()).thenRun(() -> name(now, attempt));
        }
    }

    private static void name(List<Thread> then, String attempt) {
        List<String> left = new ArrayList<>();
        for (Thread thread : then) {
            if (thread.isAlive() && NAMED.add(thread)) {
                left.add(ThreadWords.whereIs(thread));
            }
        }
        if (!left.isEmpty()) {
            LOG.warn(
                    "[JOB-817] {} has ended and left {} threads behind: {}{}. They keep its classes in memory. End what open() or an enumerator starts in close().",
                    attempt,
                    left.size(),
                    String.join("; ", left.subList(0, Math.min(MOST_NAMED, left.size()))),
                    left.size() > MOST_NAMED ? "; ..." : "");
        }
    }

    /** Threads that belong to the code of this class loader, without those of the node that run it at this moment. */
    static List<Thread> of(ClassLoader loader) {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount() + 16];
        int count = all.enumerate(threads, true);
        List<Thread> its = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            Thread thread = threads[each];
            boolean ours = thread instanceof SubtaskThread || UserThreads.isOne(thread);
            if (!ours
                    && (thread.getContextClassLoader() == loader
                            || thread.getClass().getClassLoader() == loader)) {
                its.add(thread);
            }
        }
        return its;
    }
}
