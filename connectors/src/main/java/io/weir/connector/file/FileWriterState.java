package io.weir.connector.file;

import io.weir.api.connector.SimpleVersionedSerializer;
import java.io.DataInput;
import java.io.IOException;

/**
 * What a writer saves: which files belong to the checkpoint, told by counters alone. Counters of one subtask rise over all attempts, so a part of
 * {@code attempt} below {@code next}, or of an earlier attempt below {@code first}, was handed over for this checkpoint or one before it. All others
 * came after it and are dead when it is restored.
 *
 * @param subtask who wrote it
 * @param parallelism how many there were
 * @param attempt in which attempt
 * @param first the first counter of that attempt
 * @param next the counter of the next part
 */
public record FileWriterState(int subtask, int parallelism, int attempt, long first, long next) {
    public FileWriterState {
        if (subtask < 0 || subtask >= parallelism) {
            throw new IllegalArgumentException("there is no subtask " + subtask + " of " + parallelism);
        }
    }

    /** Whether it is this state that decides about a part: its own, and those of subtasks that there were not at the checkpoint. */
    boolean decidesAbout(PartNames.Part part) {
        return part.subtask() % parallelism == subtask;
    }

    /** Whether a part that is not committed was made after this checkpoint, or beside it by an attempt already dead. */
    boolean isDead(PartNames.Part part) {
        if (part.subtask() != subtask) {
            return part.attempt()
                    >= attempt; // what earlier attempts with more subtasks left was judged when this one started
        }
        if (part.attempt() == attempt) {
            return part.counter() >= next;
        }
        return part.attempt() > attempt || part.counter() >= first;
    }

    /** Version 1: the components in their order. */
    static final class Serializer implements SimpleVersionedSerializer<FileWriterState> {
        @Override
        public int getVersion() {
            return VersionedBytes.VERSION;
        }

        @Override
        public byte[] serialize(FileWriterState state) throws IOException {
            return VersionedBytes.write(out -> {
                out.writeInt(state.subtask);
                out.writeInt(state.parallelism);
                out.writeInt(state.attempt);
                out.writeLong(state.first);
                out.writeLong(state.next);
            });
        }

        @Override
        public FileWriterState deserialize(int version, byte[] serialized) throws IOException {
            return VersionedBytes.read("the state of a file sink's writer", version, serialized, Serializer::read);
        }

        private static FileWriterState read(DataInput in) throws IOException {
            return new FileWriterState(in.readInt(), in.readInt(), in.readInt(), in.readLong(), in.readLong());
        }
    }
}
