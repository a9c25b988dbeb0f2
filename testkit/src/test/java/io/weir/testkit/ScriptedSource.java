package io.weir.testkit;

import io.weir.api.connector.Boundedness;
import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SourceSplit;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A source whose readers do what the test says: {@code "a 5"} emits 5 as a record of split a, {@code "- 5"} past all splits, {@code "a done"}
 * releases the split, {@code "end"} ends the reader. Split x of reader i is named in the constructor as {@code "x@i"}.
 */
final class ScriptedSource implements Source<Long, ScriptedSource.Split, String> {
    private static final long serialVersionUID = 1L;

    /** By reader. */
    static final Map<Integer, ArrayDeque<String>> SCRIPT = new HashMap<>();

    private static final Map<Integer, CompletableFuture<Void>> WAITING = new HashMap<>();
    static final List<String> PAUSED = new ArrayList<>();

    private final List<String> splits;
    private final boolean canPause;

    record Split(String splitId) implements SourceSplit {}

    ScriptedSource(boolean canPause, String... splits) {
        this.canPause = canPause;
        this.splits = List.of(splits);
        SCRIPT.clear();
        PAUSED.clear();
        WAITING.clear();
    }

    static void say(int reader, String... lines) {
        SCRIPT.computeIfAbsent(reader, none -> new ArrayDeque<>()).addAll(Arrays.asList(lines));
        CompletableFuture<Void> waiting = WAITING.remove(reader);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Long, Split> createReader(SourceReaderContext context) {
        return new Reader(context.getIndexOfSubtask());
    }

    private final class Reader implements SourceReader<Long, Split> {
        private final int index;
        private final List<Split> assigned = new ArrayList<>();

        Reader(int index) {
            this.index = index;
        }

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) {
            ArrayDeque<String> script = SCRIPT.getOrDefault(index, new ArrayDeque<>());
            String line = script.poll();
            if (line == null) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (line.equals("end")) {
                return InputStatus.END_OF_INPUT;
            }
            List<String> words = List.of(line.split(" ", -1));
            if (words.get(1).equals("done")) {
                output.releaseOutputForSplit(words.get(0));
            } else if (words.get(0).equals("-")) {
                output.collect(Long.parseLong(words.get(1)));
            } else {
                output.createOutputForSplit(words.get(0)).collect(Long.parseLong(words.get(1)));
            }
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<Split> snapshotState(long checkpointId) {
            return assigned;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return SCRIPT.getOrDefault(index, new ArrayDeque<>()).isEmpty()
                    ? WAITING.computeIfAbsent(index, none -> new CompletableFuture<>())
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public void addSplits(List<Split> splits) {
            assigned.addAll(splits);
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
            if (!canPause) {
                SourceReader.super.pauseOrResumeSplits(splitsToPause, splitsToResume);
            }
            PAUSED.addAll(splitsToPause);
            PAUSED.removeAll(splitsToResume);
        }

        @Override
        public void close() {}
    }

    @Override
    public SplitEnumerator<Split, String> createEnumerator(SplitEnumeratorContext<Split> context) {
        return new SplitEnumerator<>() {
            @Override
            public void start() {}

            @Override
            public void handleSplitRequest(int subtaskId, @org.jspecify.annotations.Nullable String hostname) {}

            @Override
            public void addSplitsBack(List<Split> back, int subtaskId) {}

            @Override
            public void addReader(int subtaskId) {
                for (String split : splits) {
                    if (split.endsWith("@" + subtaskId)) {
                        context.assignSplit(new Split(split.substring(0, split.indexOf('@'))), subtaskId);
                    }
                }
            }

            @Override
            public String snapshotState(long checkpointId) {
                return "";
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SplitEnumerator<Split, String> restoreEnumerator(SplitEnumeratorContext<Split> context, String checkpoint) {
        throw new UnsupportedOperationException("no test goes back");
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new Text<>() {
            @Override
            String write(Split split) {
                return split.splitId();
            }

            @Override
            Split read(String text) {
                return new Split(text);
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getEnumeratorCheckpointSerializer() {
        return new Text<>() {
            @Override
            String write(String state) {
                return state;
            }

            @Override
            String read(String text) {
                return text;
            }
        };
    }

    private abstract static class Text<T> implements SimpleVersionedSerializer<T> {
        abstract String write(T value);

        abstract T read(String text);

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) {
            return write(value).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return read(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
