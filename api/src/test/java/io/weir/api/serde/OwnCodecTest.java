package io.weir.api.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // what was written is there
class OwnCodecTest {

    /** Has no constructor without arguments. */
    record Wrapper(Money money) {}

    static final class Money {
        final long cents;
        final Object note;

        Money(long cents, Object note) {
            if (cents < 0) {
                throw new IllegalArgumentException("debts are not money");
            }
            this.cents = cents;
            this.note = note;
        }
    }

    static final class MoneyCodec implements Codec<Money> {
        @Override
        public void encode(Money value, BinaryOutput out, ValueWriter nested) {
            out.writeLong(value.cents);
            nested.write(value.note, out);
        }

        @Override
        public Money decode(BinaryInput in, ValueReader nested) {
            return new Money(in.readLong(), nested.read(in));
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public Money copy(Money value, ValueCopier nested) {
            return new Money(value.cents, nested.copy(value.note));
        }
    }

    private final CodecRegistry registry =
            CodecRegistry.create(getClass().getClassLoader()).register(Money.class, new MoneyCodec());

    @Test
    void aRegisteredCodecServesItsClassAlsoInsideOthers() {
        Wrapper read =
                (Wrapper) Streams.read(Streams.write(new Wrapper(new Money(5, List.of("x"))), registry), registry);

        assertThat(read.money().cents).isEqualTo(5);
        assertThat(read.money().note).isEqualTo(List.of("x"));
    }

    @Test
    void aRegisteredCodecCopies() {
        int[] note = {1};
        Money copy = registry.copy(new Money(5, note));

        assertThat(copy.note).isEqualTo(note).isNotSameAs(note);
    }

    @Test
    void withoutItTheClassIsRefused() {
        assertThatThrownBy(() -> Streams.write(new Money(1, ""), Streams.REGISTRY))
                .isInstanceOf(UnsupportedTypeException.class);
    }

    @Test
    void bytesOfACodecThatIsNoLongerRegisteredSaySo() {
        byte[] bytes = Streams.write(new Money(1, ""), registry);

        assertThatThrownBy(() -> Streams.read(bytes, Streams.REGISTRY))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageContaining("Money, written as a value of a registered codec, which has no codec now")
                .hasMessageContaining("register the codec that it was written with");
    }

    @Test
    void whatAConstructorRefusesIsCorrupt() {
        byte[] bytes = Streams.write(new Money(1, ""), registry);
        bytes[bytes.length - 10] = -1; // the sign of the cents

        assertThatThrownBy(() -> Streams.read(bytes, registry))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("debts are not money");
    }

    @Test
    void builtInTypesKeepTheirCodec() {
        assertThatThrownBy(() -> register(String.class))
                .hasMessageStartingWith("[API-115] A codec cannot be registered for java.lang.String");
        assertThatThrownBy(() -> register(int[].class)).hasMessageStartingWith("[API-115]");
        assertThatThrownBy(() -> register(io.weir.api.tuple.Tuple2.class)).hasMessageStartingWith("[API-115]");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void register(Class<?> type) {
        registry.register((Class) type, (Codec) new MoneyCodec());
    }
}
