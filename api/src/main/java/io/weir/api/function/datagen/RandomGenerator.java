package io.weir.api.function.datagen;

import io.weir.api.argument.Argument;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.RuntimeContext;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Random values without end, both bounds included. They follow from a seed, from the subtask and from the name of the generator, and their place
 * is in the checkpoint: a run is like the one before, and goes on with the next value after a failure. {@link #withSeed} gives others.
 */
public abstract class RandomGenerator<T> implements DataGenerator<T> {
    private static final long serialVersionUID = 1;

    /** What {@link #next} takes its values from; there from {@link #open} on. */
    @SuppressWarnings("NullAway.Init") // open() sets it
    protected transient RandomDataGenerator random;

    /** The share of values that are null. */
    protected float nullRate;

    /** Whether texts have any length up to their greatest one. */
    protected boolean varLen;

    private long seed;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ListState<Long> position;

    @Override
    public void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext)
            throws Exception {
        position = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(name + "-random-state", Long.class));
        Iterator<Long> restored = position.get().iterator();
        random = new RandomDataGenerator(
                restored.hasNext() ? restored.next() : firstState(name, runtimeContext.getIndexOfThisSubtask()));
    }

    private long firstState(String name, int subtask) {
        return new RandomDataGenerator(seed ^ (long) name.hashCode() << 32 ^ subtask)
                .nextLong(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        position.update(List.of(random.state()));
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    /** Other values than those of seed 0. */
    public RandomGenerator<T> withSeed(long newSeed) {
        this.seed = newSeed;
        return this;
    }

    /**
     * Makes some of the values null.
     *
     * @param rate from 0 to 1: how many
     */
    public RandomGenerator<T> withNullRate(float rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                    "[API-124] A share of " + rate + " cannot be null. It is out of range. Give 0 to 1.");
        }
        this.nullRate = rate;
        return this;
    }

    /** Texts of any length from 1 to the greatest one. */
    public RandomGenerator<T> withVarLen(boolean variable) {
        this.varLen = variable;
        return this;
    }

    private static <T> RandomGenerator<T> drawn(Draw<T> draw) {
        return new Drawn<>(draw, Map.of());
    }

    public static RandomGenerator<Long> longGenerator(long min, long max) {
        RandomDataGenerator.ordered(min, max);
        return drawn(self -> self.random.nextLong(min, max));
    }

    public static RandomGenerator<Integer> intGenerator(int min, int max) {
        RandomDataGenerator.ordered(min, max);
        return drawn(self -> self.random.nextInt(min, max));
    }

    public static RandomGenerator<Short> shortGenerator(short min, short max) {
        RandomDataGenerator.ordered(min, max);
        return drawn(self -> (short) self.random.nextInt(min, max));
    }

    public static RandomGenerator<Byte> byteGenerator(byte min, byte max) {
        RandomDataGenerator.ordered(min, max);
        return drawn(self -> (byte) self.random.nextInt(min, max));
    }

    public static RandomGenerator<Float> floatGenerator(float min, float max) {
        RandomDataGenerator.ordered(min, max);
        return drawn(self -> (float) self.random.nextUniform(min, max));
    }

    public static RandomGenerator<Double> doubleGenerator(double min, double max) {
        RandomDataGenerator.ordered(min, max);
        return drawn(self -> self.random.nextUniform(min, max));
    }

    /** Hexadecimal digits. */
    public static RandomGenerator<String> stringGenerator(int len) {
        RandomDataGenerator.ordered(1, len);
        return drawn(self -> self.random.nextHexString(self.varLen ? self.random.nextInt(1, len) : len));
    }

    public static RandomGenerator<Boolean> booleanGenerator() {
        return drawn(self -> self.random.nextBoolean());
    }

    /** So many values of another generator, in an array of their class. */
    public static <T> RandomGenerator<T[]> arrayGenerator(DataGenerator<T> generator, int len) {
        Argument.given(generator, "generator");
        RandomDataGenerator.ordered(0, len);
        return new Drawn<>(self -> array(generator, len), Map.of("element", generator));
    }

    @SuppressWarnings({"unchecked", "NullAway"
    }) // the values are those of one generator, which may be told to make nulls
    private static <T> T[] array(Iterator<T> values, int len) {
        Object[] array = new Object[len];
        Arrays.setAll(array, i -> values.next());
        Set<Class<?>> classes = new HashSet<>();
        for (Object value : array) {
            classes.add(value == null ? null : value.getClass());
        }
        classes.remove(null);
        Class<?> only = classes.size() == 1 ? classes.iterator().next() : Object.class;
        return (T[]) Arrays.copyOf(array, len, (Class<? extends Object[]>) only.arrayType());
    }

    /** So many entries, fewer if a key comes twice. */
    public static <K, V> RandomGenerator<Map<K, V>> mapGenerator(
            DataGenerator<K> keyGenerator, DataGenerator<V> valueGenerator, int size) {
        Argument.given(keyGenerator, "keyGenerator");
        Argument.given(valueGenerator, "valueGenerator");
        RandomDataGenerator.ordered(0, size);
        return new Drawn<>(
                self -> {
                    Map<K, V> map = new HashMap<>();
                    for (int i = 0; i < size; i++) {
                        map.put(keyGenerator.next(), valueGenerator.next());
                    }
                    return map;
                },
                Map.of("key", keyGenerator, "value", valueGenerator));
    }

    private interface Draw<T> extends Serializable {
        T from(RandomGenerator<T> self);
    }

    /** A generator with its {@link #next} in a function, and with the generators that the function asks, by their part. */
    private static final class Drawn<T> extends RandomGenerator<T> {
        private static final long serialVersionUID = 1;
        private final Draw<T> draw;

        @SuppressWarnings("serial") // Map.of gives serializable maps
        private final Map<String, DataGenerator<?>> parts;

        Drawn(Draw<T> draw, Map<String, DataGenerator<?>> parts) {
            this.draw = draw;
            this.parts = parts;
        }

        @Override
        public void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext)
                throws Exception {
            super.open(name, context, runtimeContext);
            for (Map.Entry<String, DataGenerator<?>> part : parts.entrySet()) {
                part.getValue().open(name + "-" + part.getKey(), context, runtimeContext);
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            super.snapshotState(context);
            for (DataGenerator<?> part : parts.values()) {
                part.snapshotState(context);
            }
        }

        @Override
        @SuppressWarnings("NullAway") // whoever asks for nulls gets them
        public T next() {
            return nullRate > 0 && random.nextFloat() < nullRate ? null : draw.from(this);
        }
    }
}
