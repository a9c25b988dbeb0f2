package io.weir.connector.file;

import io.weir.api.connector.SimpleVersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Version 1: path, start, end, offset. */
final class FileSourceSplitSerializer implements SimpleVersionedSerializer<FileSourceSplit> {
    @Override
    public int getVersion() {
        return VersionedBytes.VERSION;
    }

    @Override
    public byte[] serialize(FileSourceSplit split) throws IOException {
        return VersionedBytes.write(out -> write(split, out));
    }

    @Override
    public FileSourceSplit deserialize(int version, byte[] serialized) throws IOException {
        return VersionedBytes.read("a file split", version, serialized, FileSourceSplitSerializer::read);
    }

    static void write(FileSourceSplit split, DataOutput out) throws IOException {
        out.writeUTF(split.path());
        out.writeLong(split.start());
        out.writeLong(split.end());
        out.writeLong(split.offset());
    }

    static FileSourceSplit read(DataInput in) throws IOException {
        return new FileSourceSplit(in.readUTF(), in.readLong(), in.readLong(), in.readLong());
    }
}
