package io.weir.fuzz.target;

import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.connector.file.FileCommittable;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.FileSource;
import io.weir.connector.file.FileSourceSplit;
import io.weir.connector.file.FileSplits;
import io.weir.connector.file.FileWriterState;
import io.weir.connector.file.SimpleStringEncoder;
import io.weir.fuzz.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits, committables and states of the file source and sink: a byte that says which, one for the version, then its bytes. */
public final class FileConnectorTarget implements FuzzTarget<FileConnectorTarget.Piece> {
    /** One of them. */
    public record Piece(int kind, Object content) {}

    private final List<SimpleVersionedSerializer<Object>> serializers = new ArrayList<>();

    public FileConnectorTarget() {
        FileSource<String> source = FileSource.forTextLines("/unused").build();
        FileSink<String> sink = FileSink.forRowFormat("/unused", new SimpleStringEncoder<String>())
                .build();
        add(source.getSplitSerializer());
        add(source.getEnumeratorCheckpointSerializer());
        add(sink.getCommittableSerializer());
        add(sink.getWriterStateSerializer());
    }

    @SuppressWarnings("unchecked") // a serializer gets what it made itself
    private void add(SimpleVersionedSerializer<?> serializer) {
        serializers.add((SimpleVersionedSerializer<Object>) serializer);
    }

    @Override
    public String name() {
        return "file-connector";
    }

    @Override
    public String what() {
        return "splits, enumerator state, committables and writer state of the file source and sink";
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        FileSourceSplit split = new FileSourceSplit("/data/in.txt", 10, 200, 50);
        List<byte[]> seeds = new ArrayList<>();
        for (Piece piece : List.of(
                new Piece(0, split),
                new Piece(1, new FileSplits(true, List.of(split, split))),
                new Piece(2, new FileCommittable("/out/.part", "/out/part", 12)),
                new Piece(3, new FileWriterState(1, 2, 3, 4, 5)))) {
            seeds.add(encode(piece));
        }
        return seeds;
    }

    @Override
    public Piece decode(byte[] input) throws IOException {
        if (input.length < 2 || input[0] < 0 || input[0] >= serializers.size()) {
            throw new IOException("[CKP-401] the input names no serializer");
        }
        return new Piece(
                input[0], serializers.get(input[0]).deserialize(input[1], Arrays.copyOfRange(input, 2, input.length)));
    }

    @Override
    public byte[] encode(Piece piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(piece.kind());
        out.write(serializers.get(piece.kind()).getVersion());
        out.writeBytes(serializers.get(piece.kind()).serialize(piece.content()));
        return out.toByteArray();
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof IOException;
    }
}
