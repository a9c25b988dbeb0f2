package io.weir.tools.chaos;

import io.weir.api.connector.Boundedness;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SourceSplit;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The ledger's records, each when it is due; what is overdue after a failure comes at full speed. The partitions end where a file says, as
 * soon as it exists: until then nobody knows how long a run takes.
 *
 * @param beginNanos when number 0 is due, by {@code System.nanoTime}, which all processes of a host share
 * @param endFile holds the first number that there is not; appears once, whole
 */
record LedgerSource(Ledger ledger, long beginNanos, String endFile)
        implements Source<Entry, LedgerSource.Partition, List<LedgerSource.Partition>> {
    /** A partition and the next number to read. */
    record Partition(int index, long next) implements SourceSplit {
        @Override
        public String splitId() {
            return Integer.toString(index);
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Entry, Partition> createReader(SourceReaderContext context) {
        return new LedgerReader(this, context);
    }

    @Override
    public SplitEnumerator<Partition, List<Partition>> createEnumerator(SplitEnumeratorContext<Partition> context) {
        List<Partition> all = new ArrayList<>();
        for (int index = 0; index < ledger.partitions(); index++) {
            all.add(new Partition(index, 0));
        }
        return restoreEnumerator(context, all);
    }

    @Override
    public SplitEnumerator<Partition, List<Partition>> restoreEnumerator(
            SplitEnumeratorContext<Partition> context, List<Partition> left) {
        return new LedgerEnumerator(
                context, new TreeSet<>(left.stream().map(Partition::index).toList()));
    }

    @Override
    public SimpleVersionedSerializer<Partition> getSplitSerializer() {
        return new Text<>() {
            @Override
            String write(Partition partition) {
                return partition.index + " " + partition.next;
            }

            @Override
            Partition read(String text) {
                int space = text.indexOf(' ');
                return new Partition(
                        Integer.parseInt(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<List<Partition>> getEnumeratorCheckpointSerializer() {
        return new Text<>() {
            @Override
            String write(List<Partition> left) {
                return String.join(" ", left.stream().map(Partition::splitId).toList());
            }

            @Override
            List<Partition> read(String text) {
                List<Partition> left = new ArrayList<>();
                for (String index : text.split(" ", -1)) {
                    if (!index.isEmpty()) {
                        left.add(new Partition(Integer.parseInt(index), 0));
                    }
                }
                return left;
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
