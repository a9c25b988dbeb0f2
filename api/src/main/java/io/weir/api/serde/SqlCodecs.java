package io.weir.api.serde;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dates and times of {@code java.sql}, in a class of their own: a JDK may be without that module. */
@SuppressWarnings("JavaUtilDate") // users have them
final class SqlCodecs {
    private static final int MILLIS = 1_000;

    private static final Map<Class<?>, ClassCodec> BY_CLASS = new HashMap<>();

    static {
        JdkCodecs.add(
                BY_CLASS,
                new MutableCodec<Timestamp>(
                        (v, out) -> {
                            out.writeLong(Math.floorDiv(v.getTime(), MILLIS));
                            out.writeInt(v.getNanos());
                        },
                        in -> timestamp(in.readLong() * MILLIS, in.readInt()),
                        v -> timestamp(v.getTime(), v.getNanos())),
                Timestamp.class);
        JdkCodecs.add(
                BY_CLASS,
                new MutableCodec<Date>(
                        (v, out) -> out.writeLong(v.getTime()),
                        in -> new Date(in.readLong()),
                        v -> new Date(v.getTime())),
                Date.class);
        JdkCodecs.add(
                BY_CLASS,
                new MutableCodec<Time>(
                        (v, out) -> out.writeLong(v.getTime()),
                        in -> new Time(in.readLong()),
                        v -> new Time(v.getTime())),
                Time.class);
    }

    private SqlCodecs() {}

    static @Nullable ClassCodec find(Class<?> type) {
        return BY_CLASS.get(type);
    }

    private static Timestamp timestamp(long millis, int nanos) {
        Timestamp timestamp = new Timestamp(millis);
        timestamp.setNanos(nanos);
        return timestamp;
    }
}
