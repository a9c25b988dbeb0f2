package io.weir.benchmarks.peers;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.weir.benchmarks.kit.Event;
import io.weir.benchmarks.kit.Rec;
import java.io.IOException;

/** Hand-written serializers for the records that Jet sends between members. */
final class JetSerializers {
    private JetSerializers() {}

    static final class OfRec implements StreamSerializer<Rec> {
        @Override
        public int getTypeId() {
            return 1001;
        }

        @Override
        public void write(ObjectDataOutput out, Rec r) throws IOException {
            out.writeLong(r.id);
            out.writeLong(r.key);
            out.writeString(r.payload);
        }

        @Override
        public Rec read(ObjectDataInput in) throws IOException {
            return new Rec(in.readLong(), in.readLong(), in.readString());
        }
    }

    static final class OfEvent implements StreamSerializer<Event> {
        @Override
        public int getTypeId() {
            return 1002;
        }

        @Override
        public void write(ObjectDataOutput out, Event e) throws IOException {
            out.writeLong(e.key);
            out.writeLong(e.value);
            out.writeLong(e.ts);
        }

        @Override
        public Event read(ObjectDataInput in) throws IOException {
            return new Event(in.readLong(), in.readLong(), in.readLong());
        }
    }
}
