package io.weir.runtime.output;

import io.weir.api.function.KeySelector;
import io.weir.api.function.Partitioner;
import io.weir.api.graph.Partitioning;
import io.weir.runtime.channel.OutputChannel;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.NullKey;
import io.weir.runtime.failure.UserCodeException;
import io.weir.runtime.failure.WeirException;
import io.weir.state.key.KeyGroups;
import java.util.random.RandomGenerator;

/** Makes the sending side of an exchange from its description. */
public final class Partitioners {
    private Partitioners() {}

    /**
     * The output of one exchange.
     *
     * @param channels to the receivers this sender is connected with, in order of their index
     * @param maxParallelism key groups of the receiving operator
     * @param operator name of the receiving operator, for messages
     * @param random for shuffle and for where rebalance begins
     */
    public static ExchangeOutput create(
            Partitioning partitioning,
            OutputChannel[] channels,
            int maxParallelism,
            String operator,
            RandomGenerator random) {
        if (partitioning instanceof Partitioning.KeyGroups keyed) {
            return new ByKeyGroup(channels, maxParallelism, keyed.selector(), operator);
        }
        if (partitioning instanceof Partitioning.Custom custom) {
            return new Custom(channels, custom, operator);
        }
        if (partitioning instanceof Partitioning.Broadcast) {
            return new ToAll(channels);
        }
        if (partitioning instanceof Partitioning.Shuffle) {
            return new Shuffle(channels, random);
        }
        if (partitioning instanceof Partitioning.Global || channels.length == 1) {
            return new ToOne(channels);
        }
        return new RoundRobin(channels, random.nextInt(channels.length));
    }

    /** Forward and global: the first channel. */
    private static final class ToOne extends ExchangeOutput {
        ToOne(OutputChannel[] channels) {
            super(channels);
        }

        @Override
        public void emit(Object value, long timestamp) {
            channels[0].add(value, timestamp);
        }
    }

    private static final class ToAll extends ExchangeOutput {
        ToAll(OutputChannel[] channels) {
            super(channels);
        }

        @Override
        public void emit(Object value, long timestamp) {
            for (OutputChannel channel : channels) {
                channel.add(value, timestamp);
            }
        }
    }

    /** Rebalance and rescale. */
    private static final class RoundRobin extends ExchangeOutput {
        private int next;

        RoundRobin(OutputChannel[] channels, int first) {
            super(channels);
            this.next = first;
        }

        @Override
        public void emit(Object value, long timestamp) {
            int at = next;
            next = at + 1 == channels.length ? 0 : at + 1;
            channels[at].add(value, timestamp);
        }
    }

    private static final class Shuffle extends ExchangeOutput {
        private final RandomGenerator random;

        Shuffle(OutputChannel[] channels, RandomGenerator random) {
            super(channels);
            this.random = random;
        }

        @Override
        public void emit(Object value, long timestamp) {
            channels[random.nextInt(channels.length)].add(value, timestamp);
        }
    }

    private static final class ByKeyGroup extends ExchangeOutput {
        private final int maxParallelism;
        private final KeySelector<Object, Object> selector;
        private final String operator;
        private final OutputChannel[] byKeyGroup;

        @SuppressWarnings("unchecked")
        ByKeyGroup(OutputChannel[] channels, int maxParallelism, KeySelector<?, ?> selector, String operator) {
            super(channels);
            this.maxParallelism = maxParallelism;
            this.selector = (KeySelector<Object, Object>) selector;
            this.operator = operator;
            this.byKeyGroup = new OutputChannel[maxParallelism];
            for (int keyGroup = 0; keyGroup < maxParallelism; keyGroup++) {
                byKeyGroup[keyGroup] = channels[KeyGroups.subtask(keyGroup, channels.length, maxParallelism)];
            }
        }

        @Override
        public void emit(Object value, long timestamp) {
            byKeyGroup[KeyGroups.keyGroupOfHash(hash(value), maxParallelism)].add(value, timestamp);
        }

        private int hash(Object value) {
            try {
                Object key = selector.getKey(value);
                if (key != null) {
                    return key.hashCode();
                }
            } catch (Throwable e) {
                throw new UserCodeException("key selector of '" + operator + "'", e);
            }
            throw NullKey.of("operator '" + operator + "'");
        }
    }

    private static final class Custom extends ExchangeOutput {
        private final Partitioner<Object> partitioner;
        private final KeySelector<Object, Object> selector;
        private final String operator;

        @SuppressWarnings("unchecked")
        Custom(OutputChannel[] channels, Partitioning.Custom custom, String operator) {
            super(channels);
            this.partitioner = (Partitioner<Object>) custom.partitioner();
            this.selector = (KeySelector<Object, Object>) custom.selector();
            this.operator = operator;
        }

        @Override
        public void emit(Object value, long timestamp) {
            int chosen;
            try {
                chosen = partitioner.partition(selector.getKey(value), channels.length);
            } catch (Throwable e) {
                throw new UserCodeException("partitioner before '" + operator + "'", e);
            }
            if (chosen < 0 || chosen >= channels.length) {
                throw new WeirException(
                        FailureKind.USER_CODE,
                        "[API-118] The custom partitioner before '" + operator + "' chose partition " + chosen + " of "
                                + channels.length
                                + ". It must return 0 to numPartitions - 1; correct the Partitioner.");
            }
            channels[chosen].add(value, timestamp);
        }
    }
}
