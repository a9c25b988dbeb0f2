package io.weir.testkit;

import io.weir.api.connector.Boundedness;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A source that says what the test wrote down: records, and between them what happens to a job exactly there.
 *
 * <pre>{@code
 * TestSource<Payment> source = TestSource.of(
 *         at(1_000, new Payment(7, 50)), CHECKPOINT, at(2_000, new Payment(7, 90_000)), ABORT, watermark(70_000), END);
 * }</pre>
 *
 * <p>It keeps its position in checkpoints, as any source: after a failure it goes on from the last one. The records stay in the test's
 * JVM and need no codec for that; so it runs wherever the job is in the test's JVM: a harness, a simulation, a cluster of nodes inside the JVM. One reader reads all of it, in order, whatever the parallelism. It ends after its last item; put
 * {@link #PAUSE} last to keep the job running. Safe for any thread.
 *
 * @param <T> what it emits
 */
public final class TestSource<T> implements Source<T, TestSource.Position, Boolean> {
    /** The reader throws, once: the attempt fails here, and the job goes back to its last checkpoint. */
    public static final TestItem ABORT = TestItem.marker(TestItem.Kind.ABORT);

    /** Nothing comes until the test calls {@link #resume}. */
    public static final TestItem PAUSE = TestItem.marker(TestItem.Kind.PAUSE);

    /** Nothing comes until a checkpoint that holds this position is complete. For ever, if the job takes no checkpoints. */
    public static final TestItem CHECKPOINT = TestItem.marker(TestItem.Kind.CHECKPOINT);

    /** Others need not wait for this source's watermark until its next record or watermark. */
    public static final TestItem IDLE = TestItem.marker(TestItem.Kind.IDLE);

    /** The end of the input; nothing may follow. The last item of a source that has no END is its end, too. */
    public static final TestItem END = TestItem.marker(TestItem.Kind.END);

    private static final long serialVersionUID = 1L;

    /** Where the one reader is: the index of the next item. */
    public record Position(int next) implements io.weir.api.connector.SourceSplit {
        @Override
        public String splitId() {
            return "0";
        }
    }

    private final long world;

    private TestSource(List<TestItem> items) {
        world = TestWorld.open(new TestSourceScript(items));
    }

    /**
     * A source of these items.
     *
     * @param items records, and what {@link #at}, {@link #watermark}, {@link #pause} and the constants of this class stand for
     * @throws IllegalArgumentException [API-162] if something follows {@link #END}, or an item is null
     */
    public static <T> TestSource<T> of(Object... items) {
        return of(List.of(items.clone()).stream());
    }

    /** As {@link #of(Object...)}. */
    public static <T> TestSource<T> of(List<?> items) {
        return of(items.stream());
    }

    private static <T> TestSource<T> of(java.util.stream.Stream<?> items) {
        List<TestItem> script = new ArrayList<>();
        items.forEach(item -> {
            if (!script.isEmpty() && script.get(script.size() - 1).kind == TestItem.Kind.END) {
                throw TestkitErrors.itemAfterEnd(item);
            }
            script.add(item instanceof TestItem marker ? marker : TestItem.record(item, null));
        });
        return new TestSource<>(script);
    }

    /**
     * A record with an event time.
     *
     * @param timestamp milliseconds
     */
    public static TestItem at(long timestamp, Object value) {
        return TestItem.record(value, timestamp);
    }

    /** No record with an event time up to {@code timestamp}, in milliseconds, follows. */
    public static TestItem watermark(long timestamp) {
        return TestItem.watermark(timestamp);
    }

    /** Nothing comes for so long, by the clock of the job: virtual where that is virtual. After a restart it waits again. */
    public static TestItem pause(Duration duration) {
        return TestItem.pause(duration);
    }

    // ------------------------------------------------------------------------------------------------ for the test

    /** Lets the source go on behind the {@link #PAUSE} where it stands, or behind the next one if it has not come to it. */
    public void resume() {
        script().resume();
    }

    /** Whether it stands at a {@link #PAUSE}. */
    public boolean isPaused() {
        return script().isPaused();
    }

    /** How many items the reader of the newest attempt is past, records and others. */
    public int position() {
        return script().position();
    }

    private TestSourceScript script() {
        return TestWorld.of(world, TestSourceScript.class);
    }

    // ------------------------------------------------------------------------------------------------ the source

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<T, Position> createReader(SourceReaderContext context) {
        return new TestSourceReader<>(script(), context);
    }

    @Override
    public SplitEnumerator<Position, Boolean> createEnumerator(SplitEnumeratorContext<Position> context) {
        return new TestSourceEnumerator(context, false);
    }

    @Override
    public SplitEnumerator<Position, Boolean> restoreEnumerator(
            SplitEnumeratorContext<Position> context, Boolean assigned) {
        return new TestSourceEnumerator(context, assigned);
    }

    @Override
    public SimpleVersionedSerializer<Position> getSplitSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(Position position) {
                return java.nio.ByteBuffer.allocate(Integer.BYTES)
                        .putInt(position.next())
                        .array();
            }

            @Override
            public Position deserialize(int version, byte[] bytes) {
                return new Position(java.nio.ByteBuffer.wrap(bytes).getInt());
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(Boolean assigned) {
                return new byte[] {(byte) (assigned ? 1 : 0)};
            }

            @Override
            public Boolean deserialize(int version, byte[] bytes) {
                return bytes[0] == 1;
            }
        };
    }
}
