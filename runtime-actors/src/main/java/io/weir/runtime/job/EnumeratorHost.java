package io.weir.runtime.job;

import io.weir.api.connector.ReaderInfo;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceEvent;
import io.weir.api.connector.SourceSplit;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import io.weir.api.connector.SplitsAssignment;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.ManifestAssembly;
import io.weir.checkpoint.SubtaskId;
import io.weir.state.failure.CorruptSnapshotException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One split enumerator and the context it was given. */
final class EnumeratorHost<SplitT extends SourceSplit, StateT> implements SplitEnumeratorContext<SplitT> {
    /** How the context reaches the world. */
    interface Voice {
        /** After the end nothing is said any more. */
        boolean silent();

        SourceCoordinator.Port port();

        /** Runs a callback of the user's; an exception fails the attempt. */
        void run(String name, Runnable userCode);
    }

    private final String operatorId;
    private final String name;
    private final int vertex;
    private final int parallelism;
    private final SimpleVersionedSerializer<SplitT> splits;
    private final SimpleVersionedSerializer<StateT> states;
    private final Voice voice;
    private final Map<Integer, ReaderInfo> readers = new TreeMap<>();
    private final TreeSet<Integer> toldNoMore = new TreeSet<>();
    private @Nullable SplitEnumerator<SplitT, StateT> enumerator;

    private EnumeratorHost(
            Source<?, SplitT, StateT> source,
            String operatorId,
            String name,
            int vertex,
            int parallelism,
            Voice voice) {
        this.operatorId = operatorId;
        this.name = name;
        this.vertex = vertex;
        this.parallelism = parallelism;
        this.splits = source.getSplitSerializer();
        this.states = source.getEnumeratorCheckpointSerializer();
        this.voice = voice;
    }

    /** {@code state}: as {@link #snapshot} made it; null for a new enumerator. */
    static <SplitT extends SourceSplit, StateT> EnumeratorHost<SplitT, StateT> create(
            Source<?, SplitT, StateT> source,
            String operatorId,
            String name,
            int vertex,
            int parallelism,
            byte @Nullable [] state,
            Voice voice)
            throws Exception {
        EnumeratorHost<SplitT, StateT> host =
                new EnumeratorHost<>(source, operatorId, name, vertex, parallelism, voice);
        host.enumerator =
                state == null ? source.createEnumerator(host) : source.restoreEnumerator(host, host.decode(state));
        return host;
    }

    String name() {
        return name;
    }

    void start() {
        enumerator().start();
        for (int index = 0; index < parallelism; index++) {
            readers.put(index, new ReaderInfo(index, ""));
            enumerator().addReader(index);
        }
    }

    void onSplitRequest(int index, String hostname) {
        enumerator().handleSplitRequest(index, hostname.isEmpty() ? null : hostname);
    }

    void onReaderEvent(int index, SourceEvent event) {
        enumerator().handleSourceEvent(index, event);
    }

    ManifestAssembly.CoordinatorState snapshot(CheckpointId id) throws Exception {
        StateT state = enumerator().snapshotState(id.value());
        byte[] bytes = states.serialize(state);
        byte[] withVersion = ByteBuffer.allocate(4 + bytes.length)
                .putInt(states.getVersion())
                .put(bytes)
                .array();
        return new ManifestAssembly.CoordinatorState(withVersion, toldNoMore.size() == parallelism);
    }

    private StateT decode(byte[] state) throws IOException {
        if (state.length < Integer.BYTES) {
            throw new CorruptSnapshotException(
                    "[CKP-401] The state of the enumerator of source '" + name + "' has "
                            + state.length + " bytes, " + Integer.BYTES
                            + " are the least. The checkpoint is damaged; go on from one that is whole: './weir restart JOB --newest-intact'.");
        }
        ByteBuffer in = ByteBuffer.wrap(state);
        int version = in.getInt();
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return states.deserialize(version, bytes);
    }

    void onCheckpointCompleted(CheckpointId id) throws Exception {
        enumerator().notifyCheckpointComplete(id.value());
    }

    void onCheckpointAborted(CheckpointId id) throws Exception {
        enumerator().notifyCheckpointAborted(id.value());
    }

    void close() throws Exception {
        enumerator().close();
    }

    private SplitEnumerator<SplitT, StateT> enumerator() {
        SplitEnumerator<SplitT, StateT> created = enumerator;
        if (created == null) {
            throw new IllegalStateException("the enumerator of " + name + " is used before it is created");
        }
        return created;
    }

    // ------------------------------------------------------------------------------------------------ context

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return Map.copyOf(readers);
    }

    @Override
    public void assignSplits(SplitsAssignment<SplitT> assignments) {
        for (Map.Entry<Integer, List<SplitT>> one : new TreeMap<>(assignments.assignment()).entrySet()) {
            if (!voice.silent() && !one.getValue().isEmpty()) {
                voice.port()
                        .assignSplits(reader(one.getKey()), operatorId, splits.getVersion(), encode(one.getValue()));
            }
        }
    }

    private List<byte[]> encode(List<SplitT> assigned) {
        List<byte[]> encoded = new ArrayList<>();
        try {
            for (SplitT split : assigned) {
                encoded.add(splits.serialize(split));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[DATA-306] A split of source '" + name + "' cannot be sent to its reader. " + e.getMessage()
                            + ". Mend the source's split serializer.",
                    e);
        }
        return encoded;
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        if (!voice.silent()) {
            voice.port().noMoreSplits(reader(subtask), operatorId);
            toldNoMore.add(subtask);
        }
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
        if (!voice.silent()) {
            voice.port().sendToReader(reader(subtask), operatorId, event);
        }
    }

    private SubtaskId reader(int subtask) {
        if (subtask < 0 || subtask >= parallelism) {
            throw new IllegalArgumentException(
                    "[DATA-307] The enumerator of source '" + name + "' speaks to reader " + subtask
                            + ". It has readers 0 to " + (parallelism - 1)
                            + ". Use the subtask that handleSplitRequest or addReader named.");
        }
        return new SubtaskId(vertex, subtask);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        voice.port().callAsync(callable, (result, error) -> voice.run(name, () -> handler.accept(result, error)));
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable,
            BiConsumer<@Nullable T, @Nullable Throwable> handler,
            long initialDelayMillis,
            long periodMillis) {
        voice.port()
                .callAsync(
                        callable,
                        (result, error) -> voice.run(name, () -> handler.accept(result, error)),
                        initialDelayMillis,
                        periodMillis);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        voice.port().execute(() -> voice.run(name, runnable));
    }
}
