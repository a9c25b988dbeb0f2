package io.weir.testkit.simulation;

import io.weir.actors.usercode.UserLane;
import io.weir.actors.usercode.UserThreads;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The threads of a simulated process for code of users. A lane of one runs its tasks in order, each as an event of its node; one that is
 * held back ({@link #holdUntil}) stands for code that blocks. Wider lanes are the node's threads for what blocks, where later work may
 * overtake.
 */
final class NodeUserThreads implements UserThreads {
    private static final long TASK_NANOS = VirtualTime.MILLIS;

    private final SimulatedNode node;
    private long heldUntil;

    NodeUserThreads(SimulatedNode node) {
        this.node = node;
    }

    /** Code in lanes of one blocks until then. */
    void holdUntil(long nanos) {
        heldUntil = Math.max(heldUntil, nanos);
    }

    @Override
    public UserLane lane(String name, int atOnce, ClassLoader loader) {
        return atOnce == 1 ? new InOrder(loader) : new Overtaking(node.blocking());
    }

    private final class InOrder implements UserLane {
        private final ClassLoader loader;
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private boolean busy;
        private boolean ended;

        InOrder(ClassLoader loader) {
            this.loader = loader;
        }

        @Override
        public void execute(Runnable task) {
            if (!ended) {
                waiting.add(task);
                beginNext();
            }
        }

        private void beginNext() {
            if (busy || waiting.isEmpty()) {
                return;
            }
            busy = true;
            long held = Math.max(0, heldUntil - node.cluster.time.now());
            node.in(held + node.cluster.latency(TASK_NANOS), () -> {
                run(waiting.remove());
                busy = false;
                beginNext();
            });
        }

        private void run(Runnable task) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                task.run();
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Override
        public void interrupt() {}

        @Override
        public void end(Runnable last, Consumer<String> abandoned) {
            if (!ended) {
                Runnable under = busy ? waiting.peek() : null;
                waiting.clear();
                if (under != null) {
                    waiting.add(under);
                }
                execute(last);
                ended = true;
            }
        }
    }

    private static final class Overtaking implements UserLane {
        private final Executor threads;
        private boolean ended;

        Overtaking(Executor threads) {
            this.threads = threads;
        }

        @Override
        public void execute(Runnable task) {
            if (!ended) {
                threads.execute(task);
            }
        }

        @Override
        public void interrupt() {}

        @Override
        public void end(Runnable last, Consumer<String> abandoned) {
            if (!ended) {
                ended = true;
                threads.execute(last);
            }
        }
    }
}
