package io.weir.api.serde;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Numbers and references that change in place. */
final class AtomicCodecs {
    private AtomicCodecs() {}

    static void addTo(Map<Class<?>, ClassCodec> to) {
        JdkCodecs.add(
                to,
                new MutableCodec<AtomicInteger>(
                        (v, out) -> out.writeInt(v.get()),
                        in -> new AtomicInteger(in.readInt()),
                        v -> new AtomicInteger(v.get())),
                AtomicInteger.class);
        JdkCodecs.add(
                to,
                new MutableCodec<AtomicLong>(
                        (v, out) -> out.writeLong(v.get()),
                        in -> new AtomicLong(in.readLong()),
                        v -> new AtomicLong(v.get())),
                AtomicLong.class);
        JdkCodecs.add(
                to,
                new MutableCodec<AtomicBoolean>(
                        (v, out) -> out.writeBoolean(v.get()),
                        in -> new AtomicBoolean(in.readBoolean()),
                        v -> new AtomicBoolean(v.get())),
                AtomicBoolean.class);
        JdkCodecs.add(
                to,
                new MutableCodec<LongAdder>(
                        (v, out) -> out.writeLong(v.sum()), in -> adder(in.readLong()), v -> adder(v.sum())),
                LongAdder.class);
        JdkCodecs.add(
                to,
                new MutableCodec<DoubleAdder>(
                        (v, out) -> out.writeDouble(v.sum()),
                        in -> doubleAdder(in.readDouble()),
                        v -> doubleAdder(v.sum())),
                DoubleAdder.class);
        JdkCodecs.add(to, new ReferenceCodec(), AtomicReference.class);
    }

    private static LongAdder adder(long sum) {
        LongAdder adder = new LongAdder();
        adder.add(sum);
        return adder;
    }

    private static DoubleAdder doubleAdder(double sum) {
        DoubleAdder adder = new DoubleAdder();
        adder.add(sum);
        return adder;
    }

    @SuppressWarnings("NullAway") // references of users may be null
    private static final class ReferenceCodec implements Codec<AtomicReference<Object>> {
        @Override
        public void encode(AtomicReference<Object> value, BinaryOutput out, ValueWriter nested) {
            nested.write(value.get(), out);
        }

        @Override
        public AtomicReference<Object> decode(BinaryInput in, ValueReader nested) {
            return new AtomicReference<>(nested.read(in));
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public AtomicReference<Object> copy(AtomicReference<Object> value, ValueCopier nested) {
            return new AtomicReference<>(nested.copy(value.get()));
        }
    }
}
