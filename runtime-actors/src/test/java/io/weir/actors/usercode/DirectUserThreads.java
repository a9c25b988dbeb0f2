package io.weir.actors.usercode;

import java.util.function.Consumer;

/** Runs everything at once, on the thread that asks for it: for tests whose user code never blocks. */
public final class DirectUserThreads implements UserThreads {
    @Override
    public UserLane lane(String name, int atOnce, ClassLoader loader) {
        return new Lane();
    }

    private static final class Lane implements UserLane {
        private boolean ended;

        @Override
        public void execute(Runnable task) {
            if (!ended) {
                task.run();
            }
        }

        @Override
        public void interrupt() {}

        @Override
        public void end(Runnable last, Consumer<String> abandoned) {
            if (!ended) {
                ended = true;
                last.run();
            }
        }
    }
}
