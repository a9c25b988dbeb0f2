package io.weir.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: in any interleaving a snapshot is a clean cut. Method: each channel carries numbered records with barriers between them;
 * a random scheduler reads from channels that are not held, aborts checkpoints at random, and lets some channels skip a barrier;
 * at each snapshot every channel must have been read exactly up to its barrier. A failing seed is printed and replays exactly.
 */
class BarrierAlignmentSimulationTest {
    private static final int CHANNELS = 4;
    private static final int CHECKPOINTS = 60;
    private static final long RECORD = 0;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everySnapshotIsACleanCut(long seed) {
        Random random = new Random(seed);
        Gate gate = new Gate(random);
        BarrierAlignment alignment = new BarrierAlignment(CHANNELS);
        while (gate.hasInput()) {
            int channel = random.nextInt(CHANNELS);
            if (random.nextInt(200) == 0) {
                CheckpointId aborted = new CheckpointId(1 + random.nextInt(CHECKPOINTS));
                gate.aborted.add(aborted);
                alignment.onAbort(aborted, gate);
            } else if (gate.held.get(channel) && gate.everyOpenChannelIsHeld()) {
                throw new AssertionError("seed " + seed + ": every channel that has input is held");
            } else if (!gate.held.get(channel) && !gate.input.get(channel).isEmpty()) {
                long element = gate.input.get(channel).remove();
                if (element == RECORD) {
                    gate.read[channel]++;
                } else {
                    gate.standsAt[channel] = element;
                    alignment.onBarrier(channel, new CheckpointId(element), gate);
                }
            }
        }
        assertThat(gate.snapshots).as("progress under seed %d", seed).isPositive();
    }

    private static final class Gate implements BarrierHandler.Effects {
        final List<Deque<Long>> input = new ArrayList<>();
        final BitSet held = new BitSet();
        final Set<CheckpointId> aborted = new HashSet<>();
        final Set<CheckpointId> abandoned = new HashSet<>();
        final long[] read = new long[CHANNELS];
        final long[] standsAt = new long[CHANNELS];
        final long[][] recordsBefore = new long[CHANNELS][CHECKPOINTS + 1];
        private long last;
        int snapshots;

        Gate(Random random) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                Deque<Long> elements = new ArrayDeque<>();
                long records = 0;
                for (long id = 1; id <= CHECKPOINTS; id++) {
                    for (int n = random.nextInt(4); n > 0; n--) {
                        elements.add(RECORD);
                        records++;
                    }
                    recordsBefore[channel][(int) id] = records;
                    if (id == CHECKPOINTS || random.nextInt(20) != 0) { // else upstream skipped it
                        elements.add(id);
                    }
                }
                input.add(elements);
            }
        }

        boolean hasInput() {
            return input.stream().anyMatch(elements -> !elements.isEmpty());
        }

        boolean everyOpenChannelIsHeld() {
            for (int channel = 0; channel < CHANNELS; channel++) {
                if (!held.get(channel) && !input.get(channel).isEmpty()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void hold(int channel) {
            assertThat(held.get(channel)).isFalse();
            held.set(channel);
        }

        @Override
        public void snapshot(CheckpointId id) {
            assertThat(id.value()).as("snapshots rise").isGreaterThan(last);
            assertThat(aborted).as("an aborted checkpoint is not saved").doesNotContain(id);
            assertThat(held.cardinality()).isEqualTo(CHANNELS);
            for (int channel = 0; channel < CHANNELS; channel++) {
                assertThat(standsAt[channel])
                        .as("channel %d stands at the cut", channel)
                        .isEqualTo(id.value());
                assertThat(read[channel])
                        .as("channel %d was read up to its barrier", channel)
                        .isEqualTo(recordsBefore[channel][(int) id.value()]);
            }
            last = id.value();
            snapshots++;
        }

        @Override
        public void abandon(CheckpointId id) {
            assertThat(id.value()).as("nothing saved is abandoned").isGreaterThan(last);
            assertThat(abandoned.add(id)).as("%s is abandoned once", id).isTrue();
        }

        @Override
        public void resumeAll() {
            held.clear();
        }
    }
}
